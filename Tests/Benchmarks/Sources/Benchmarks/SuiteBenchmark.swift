import FoundationEssentials

/// How long a suite of tests takes under asynclab, compared with how long it takes alone.
///
/// Which one, the variable ASYNCLAB_BENCH_SUITE says: a command, with spaces between its words, such as
/// the path of a package's `.build/debug/NAMEPackageTests.xctest`. Without it, a program like a suite.
struct SuiteBenchmark {
    let workshop: Workshop

    func row(rounds: Int = 5) throws -> Row {
        let asked = ProcessInfo.processInfo.environment["ASYNCLAB_BENCH_SUITE"]
        let words = try asked.map { $0.split(separator: " ").map(String.init) } ?? [suiteLike()]
        var alone: [Double] = []
        var watched: [Double] = []
        for round in 0..<rounds {
            // In turns, so that what else the machine does hits both.
            for isWatched in round % 2 == 0 ? [true, false] : [false, true] {
                if isWatched {
                    watched.append(try time([workshop.asynclab, "run", "--plain", "--"] + words))
                } else {
                    alone.append(try time(words))
                }
            }
        }
        let ratio = Sample(values: zip(watched, alone).map { $0 / $1 })
        return Row(
            what: "j  a suite of tests, alone = 1",
            measured: text(ratio.median, 2),
            aim: "<= 1.1",
            isMet: ratio.median <= 1.1,
            detail: """
                \(asked ?? "a program like a suite; for one of a package: ASYNCLAB_BENCH_SUITE=its .xctest")
                watched \(text(Sample(values: watched).median / 1e9, 2)) s, all of asynclab included; \
                alone \(text(Sample(values: alone).median / 1e9, 2)) s; \
                middle half of \(rounds) ratios \(ratio.spread(2))
                """
        )
    }

    private func suiteLike() throws -> String {
        let path = workshop.folder + "/suite"
        let source = try workshop.copy("suite")
        _ = try Spawning(arguments: workshop.compiling(source, to: path), environment: [:]).output()
        return path
    }

    /// Nanoseconds from start to end; whether its tests pass is not asked.
    private func time(_ words: [String]) throws -> Double {
        let start = now()
        _ = try Spawning(arguments: words, environment: workshop.environment).output(
            anyStatus: true
        )
        return Double(now() - start)
    }
}
