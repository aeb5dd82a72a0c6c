import FoundationEssentials

/// From a saved file to the first task on the screen.
struct FirstEventBenchmarks {
    let workshop: Workshop

    /// With a source that has changed, against the compiler and the program by hand.
    func changed(rounds: Int = 7) throws -> Row {
        var watched: [Double] = []
        var byHand: [Double] = []
        var ratios: [Double] = []
        for round in 0...rounds {
            let source = try workshop.copy("first-event", mark: "asynclab \(round)")
            let own = try timeOfFirstLane(source)
            let other = try timeByHand(try workshop.copy("first-event", mark: "by hand \(round)"))
            // The first round fills the caches of the system.
            guard round > 0 else { continue }
            watched.append(own)
            byHand.append(other)
            ratios.append(own / other)
        }
        let ratio = Sample(values: ratios)
        return Row(
            what: "a  saved file to first event, by hand = 1",
            measured: text(ratio.median, 2),
            aim: "<= 1.25",
            isMet: ratio.median <= 1.25,
            detail: """
                asynclab \(text(Sample(values: watched).median, 0)) ms, \
                swiftc and program \(text(Sample(values: byHand).median, 0)) ms; \
                middle half of \(rounds) ratios \(ratio.spread(2))
                """
        )
    }

    /// With a program that was compiled before.
    func unchanged(rounds: Int = 15) throws -> Row {
        let source = try workshop.copy("first-event", mark: "unchanged")
        _ = try timeOfFirstLane(source)
        let times = Sample(values: try (0..<rounds).map { _ in try timeOfFirstLane(source) })
        return Row(
            what: "b  the same, program unchanged",
            measured: text(times.median, 0) + " ms",
            aim: "< 60 ms",
            isMet: times.median < 60,
            detail: "middle half of \(rounds) times \(times.spread(0)) ms"
        )
    }

    private func timeOfFirstLane(_ source: String) throws -> Double {
        let terminal = try workshop.open(["run", source])
        defer { terminal.end() }
        guard let arrival = terminal.arrival(of: "firstlane") else {
            throw BenchmarkError("No lane came within 60 s.")
        }
        return milliseconds(from: terminal.started, to: arrival)
    }

    private func timeByHand(_ source: String) throws -> Double {
        let program = workshop.folder + "/by-hand"
        let compiling = workshop.compiling(source, to: program).joined(separator: " ")
        let terminal = try TerminalProcess(["sh", "-c", "\(compiling) && exec \(program)"])
        defer { terminal.end() }
        guard let arrival = terminal.arrival(of: "firstoutput") else {
            throw BenchmarkError(String(decoding: terminal.bytes, as: UTF8.self))
        }
        return milliseconds(from: terminal.started, to: arrival)
    }
}
