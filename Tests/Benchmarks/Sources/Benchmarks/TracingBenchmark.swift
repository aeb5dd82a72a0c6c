import FoundationEssentials

/// What being watched costs a program that does nothing but hand over.
struct TracingBenchmark {
    let workshop: Workshop

    private static let yields = 1_000_000.0

    func row(rounds: Int = 7) throws -> Row {
        let source = try workshop.copy("yields")
        let program = workshop.folder + "/yields"
        _ = try Spawning(
            arguments: workshop.compiling(source, to: program),
            environment: [:]
        ).output()
        let trace = workshop.folder + "/yields.trace"
        _ = try workshop.run(["run", source, "--plain", "--save", trace])
        var traced: [Double] = []
        var untraced: [Double] = []
        for round in 0..<rounds {
            // In turns, so that what else the machine does hits both.
            for isTraced in round % 2 == 0 ? [true, false] : [false, true] {
                if isTraced {
                    traced.append(try time(workshop.run(["run", source, "--plain"])))
                } else {
                    untraced.append(
                        try time(Spawning(arguments: [program], environment: [:]).output())
                    )
                }
            }
        }
        let ratio = Sample(values: zip(traced, untraced).map { $0 / $1 })
        let counts = try Self.counts(trace)
        let cost = Sample(values: zip(traced, untraced).map { $0 - $1 }).median
        return Row(
            what: "c  a million Task.yield, untraced = 1",
            measured: text(ratio.median, 2),
            aim: "<= 1.2",
            isMet: ratio.median <= 1.2,
            detail: """
                traced \(text(Sample(values: traced).median / 1e6, 0)) ms, \
                untraced \(text(Sample(values: untraced).median / 1e6, 0)) ms; \
                middle half of \(rounds) ratios \(ratio.spread(2))
                \(counts.kept + counts.dropped) events, \(counts.dropped) dropped: \
                \(text(cost / Double(counts.kept + counts.dropped), 0)) ns an event, \
                \(text(cost / Self.yields, 0)) ns a yield
                """
        )
    }

    /// The nanoseconds that the program says it took.
    private func time(_ output: String) throws -> Double {
        guard let words = output.firstRange(of: "yields took ") else {
            throw BenchmarkError("The program did not say how long it took:\n\(output)")
        }
        let rest = output[words.upperBound...].prefix { $0.isNumber || $0 == "." || $0 == "e" }
        guard let time = Double(rest) else { throw BenchmarkError("No time in '\(rest)'.") }
        return time
    }

    /// From the header of a kept trace, a format that CTraceFormat.h lays down: the room for
    /// records at byte 16, and their number, the dropped ones too, at byte 32.
    static func counts(_ path: String) throws -> (kept: UInt64, dropped: UInt64) {
        let header = try Data(contentsOf: URL(filePath: path)).prefix(40)
        func number(at place: Int) -> UInt64 {
            header.dropFirst(place).prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
        let kept = number(at: 16)
        return (kept, number(at: 32) - kept)
    }
}
