import FoundationEssentials

/// What one event costs a program, and what the async call stack of a task costs that suspends.
///
/// In time of the processors, all of the program's threads together, as it says it itself: so what
/// else the machine does hardly counts.
struct EventBenchmarks {
    let workshop: Workshop

    func event(rounds: Int = 7) throws -> Row {
        let program = try Watched("yields", workshop)
        let trace = workshop.folder + "/event.trace"
        _ = try workshop.run(["run", "--plain", "--save", trace, program.path])
        let counts = try TracingBenchmark.counts(trace)
        let events = Double(counts.kept + counts.dropped)
        let costs = Sample(
            values: try (0..<rounds).map { _ in
                (try program.processors(watched: true) - program.processors(watched: false))
                    / events
            }
        )
        return Row(
            what: "h  an event, in a million Task.yield",
            measured: "\(text(costs.median, 0)) ns",
            aim: "<= 40 ns",
            isMet: costs.median <= 40,
            detail: """
                time of all processors; middle half of \(rounds) \(costs.spread(0)) ns
                of it reading CLOCK_MONOTONIC once: \(text(Self.clockRead(), 0)) ns
                """
        )
    }

    func stack(rounds: Int = 9) throws -> Row {
        let program = try Watched("stacks", workshop)
        let suspensions = 100_000.0
        var flat: [Double] = []
        var deep: [Double] = []
        for _ in 0..<rounds {
            flat.append(try program.processors(watched: true, "1") / suspensions)
            deep.append(try program.processors(watched: true, "10") / suspensions)
        }
        let frames = Sample(values: zip(deep, flat).map { $0 - $1 })
        // Ten frames cost ten ninths of what nine more do.
        let all = frames.median * 10 / 9
        return Row(
            what: "i  an async stack of depth 10",
            measured: "\(text(all, 0)) ns",
            aim: "<= 300 ns",
            isMet: all <= 300,
            detail: """
                a task made, run and awaited, watched: \(text(Sample(values: flat).median, 0)) ns at \
                depth 1, \(text(Sample(values: deep).median, 0)) ns at depth 10; middle half of \
                \(rounds) differences \(frames.spread(0)) ns
                """
        )
    }

    private static func clockRead() -> Double {
        let start = now()
        for _ in 0..<1_000_000 { _ = now() }
        return Double(now() - start) / 1_000_000
    }
}

/// A program that says how much time of the processors it took.
private struct Watched {
    let path: String
    private let workshop: Workshop

    init(_ name: String, _ workshop: Workshop) throws {
        self.workshop = workshop
        path = workshop.folder + "/\(name)-alone"
        let source = try workshop.copy(name)
        _ = try Spawning(arguments: workshop.compiling(source, to: path), environment: [:]).output()
    }

    func processors(watched: Bool, _ arguments: String...) throws -> Double {
        // On one processor nothing depends on which of two is faster, watched or not.
        let command = watched ? [workshop.asynclab, "run", "--plain"] : []
        let output = try Spawning(
            arguments: ["taskset", "-c", "0"] + command + [path] + arguments,
            environment: workshop.environment
        ).output()
        guard let words = output.firstRange(of: "processors took "),
            let time = Double(output[words.upperBound...].prefix { $0.isNumber })
        else { throw BenchmarkError("The program did not say what it took:\n\(output)") }
        return time
    }
}
