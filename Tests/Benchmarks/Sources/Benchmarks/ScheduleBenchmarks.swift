import FoundationEssentials

/// How many schedules of a small program are run in a second.
struct ScheduleBenchmarks {
    let workshop: Workshop

    /// Runs of the shorter and of the longer search: what both need besides falls out.
    private static let few = 2_000.0
    private static let many = 22_000.0

    /// One core, for the searcher and the runs.
    func oneCore() throws -> Row {
        try row("k  schedules a second, one core", cores: 1, aim: 8000)
    }

    func twoCores() throws -> Row {
        try row("l  the same on two cores", cores: 2, aim: 15_000)
    }

    func withFoundation() throws -> Row {
        try row(
            "m  the same on one core, with Foundation",
            cores: 1,
            aim: 4000,
            source: "import Foundation\nlet used = Date.distantPast\n"
        )
    }

    /// A program that every run of has to be a process of its own: it makes a thread.
    func byForking() throws -> Row {
        try row(
            "n  the same on one core, by forking",
            cores: 1,
            aim: 1500,
            few: 500,
            many: 3_500,
            source: """
                import Glibc

                func startThread() {
                    var thread: pthread_t = 0
                    pthread_create(&thread, nil, { _ in nil }, nil)
                    pthread_join(thread, nil)
                }
                """,
            replacing: ("let account = Account()", "let account = Account()\nstartThread()")
        )
    }

    private func row(
        _ what: String,
        cores: Int,
        aim: Double,
        few: Double = ScheduleBenchmarks.few,
        many: Double = ScheduleBenchmarks.many,
        source added: String = "",
        replacing change: (String, String)? = nil,
        rounds: Int = 5
    ) throws -> Row {
        let path = try workshop.copy("reentrancy", mark: what)
        var source = try String(contentsOfFile: path, encoding: .utf8)
        if let change { source = source.replacing(change.0, with: change.1) }
        try (source + "\n" + added).write(toFile: path, atomically: true, encoding: .utf8)
        let list = (0..<cores).map(String.init).joined(separator: ",")
        func explore(_ count: Double) throws -> String {
            try Spawning(
                arguments: [
                    "taskset", "-c", list, workshop.asynclab, "run", path, "--isolation", "none",
                    "--plain", "--explore", "\(Int(count))",
                ],
                environment: workshop.environment
            ).output()
        }
        let told = try explore(1)
        guard told.contains("No schedule fails") else {
            throw BenchmarkError("The search came out otherwise:\n\(told)")
        }
        var rates: [Double] = []
        for _ in 0..<rounds {
            let start = now()
            _ = try explore(few)
            let middle = now()
            _ = try explore(many)
            let short = milliseconds(from: start, to: middle)
            let long = milliseconds(from: middle, to: now())
            rates.append((many - few) / (long - short) * 1000)
        }
        let rate = Sample(values: rates)
        return Row(
            what: what,
            measured: text(rate.median, 0),
            aim: ">= \(text(aim, 0))",
            isMet: rate.median >= aim,
            detail: """
                of a program of five tasks and an actor; middle half of \(rounds) \(rate.spread(0))
                from searches of \(text(few, 0)) and of \(text(many, 0)) schedules
                """
        )
    }
}
