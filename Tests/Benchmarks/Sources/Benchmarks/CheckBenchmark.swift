import FoundationEssentials
import Glibc

/// From a saved file to the verdict on it.
struct CheckBenchmark {
    let workshop: Workshop

    private static let exercise = "two-greetings"
    private static let folder = "02-sleeping-and-blocking"

    /// Against the compiler by hand, on the same file.
    ///
    /// The answer is right: that takes longest, as it is run by hundreds of schedules.
    func changed(rounds: Int = 9) throws -> Row {
        let place = workshop.folder + "/exercises"
        let file = "\(place)/\(Self.folder)/\(Self.exercise)/\(Self.exercise).swift"
        let terminal = try workshop.open(
            ["watch", Self.exercise, "--workspace", place],
            environment: ["XDG_DATA_HOME": workshop.folder, "XDG_STATE_HOME": workshop.folder]
        )
        defer { terminal.end() }
        _ = terminal.arrival(of: "two-greetings.swift", within: 20)
        var times: [Double] = []
        var byHand: [Double] = []
        var ratios: [Double] = []
        for round in 0...rounds {
            // In between it is wrong, so that the verdict is another one.
            _ = try verdict("starter", "Not yet", round, file, terminal)
            let own = try verdict("solution", "Passed", round, file, terminal)
            let other = try compile(round)
            guard round > 0 else { continue }
            times.append(own)
            byHand.append(other)
            ratios.append(own / other)
        }
        let ratio = Sample(values: ratios)
        return Row(
            what: "o  save to verdict, plain swiftc = 1",
            measured: text(ratio.median, 2),
            aim: "<= 1.3",
            isMet: ratio.median <= 1.3,
            detail: """
                asynclab \(text(Sample(values: times).median, 0)) ms, \
                swiftc \(text(Sample(values: byHand).median, 0)) ms; 300 schedules among it; \
                middle half of \(rounds) ratios \(ratio.spread(2))
                """
        )
    }

    /// `asynclab check` of a file that it has checked before.
    func unchanged(rounds: Int = 15) throws -> Row {
        let file = try workshop.copy(answer: "solution", of: Self.exercise, in: Self.folder)
        _ = try workshop.run(["check", Self.exercise, file])
        let times = Sample(
            values: try (0..<rounds).map { _ in
                let start = now()
                _ = try workshop.run(["check", Self.exercise, file])
                return milliseconds(from: start, to: now())
            }
        )
        return Row(
            what: "p  the verdict on an unchanged file",
            measured: text(times.median, 0) + " ms",
            aim: "instant",
            isMet: times.median <= 100,
            detail:
                "middle half of \(rounds) times \(times.spread(0)) ms; a tenth of a second counts as instant"
        )
    }

    private func verdict(
        _ answer: String,
        _ words: String,
        _ round: Int,
        _ file: String,
        _ terminal: TerminalProcess
    ) throws -> Double {
        let made = try workshop.copy(
            answer: answer,
            of: Self.exercise,
            in: Self.folder,
            mark: "\(round)"
        )
        terminal.read(seconds: 0.7)
        terminal.forget()
        // As an editor saves: a new file in the place of the old one.
        let text = try String(contentsOfFile: made, encoding: .utf8)
        try text.write(toFile: file + ".new", atomically: false, encoding: .utf8)
        let start = now()
        guard rename(file + ".new", file) == 0 else {
            throw BenchmarkError("A file can't be saved.")
        }
        guard let arrival = terminal.arrival(of: words, within: 30) else {
            throw BenchmarkError("The verdict '\(words)' did not come within 30 s.")
        }
        return milliseconds(from: start, to: arrival)
    }

    private func compile(_ round: Int) throws -> Double {
        let source = try workshop.copy(
            answer: "solution",
            of: Self.exercise,
            in: Self.folder,
            mark: "by hand \(round)"
        )
        let command = workshop.compiling(source, to: workshop.folder + "/by-hand")
        let start = now()
        _ = try Spawning(arguments: ["/usr/bin/env"] + command, environment: workshop.environment)
            .output()
        return milliseconds(from: start, to: now())
    }
}
