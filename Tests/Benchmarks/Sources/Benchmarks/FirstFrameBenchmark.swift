import FoundationEssentials

/// From the start of a program to its first whole screen.
struct FirstFrameBenchmark {
    let workshop: Workshop

    private struct Contestant {
        let name: String
        let arguments: [String]
        /// A text of the last line that it draws.
        let lastText: String
    }

    func row(rounds: Int = 11) throws -> Row {
        let own = try median(["\(workshop.asynclab)", "open", "2"], "quit", rounds)
        let others = [
            Contestant(
                name: "vim",
                arguments: ["vim", "-u", "NONE"],
                lastText: "for info on this"
            ),
            Contestant(name: "htop", arguments: ["htop"], lastText: "F10"),
        ]
        var told = ["asynclab \(text(own, 1)) ms"]
        var slowest = 0.0
        for other in others {
            guard isInstalled(other.arguments[0]) else {
                told.append("\(other.name) is not installed")
                continue
            }
            let time = try median(other.arguments, other.lastText, rounds)
            told.append("\(other.name) \(text(time, 1)) ms")
            slowest = max(slowest, time)
        }
        return Row(
            what: "d  start to first frame, slower of the others = 1",
            measured: slowest > 0 ? text(own / slowest, 2) : text(own, 0) + " ms",
            aim: "<= 1",
            isMet: slowest > 0 ? own <= slowest : nil,
            detail: told.joined(separator: ", ") + "; medians of \(rounds)"
        )
    }

    private func median(_ arguments: [String], _ lastText: String, _ rounds: Int) throws -> Double {
        let times = try (0...rounds).map { _ in
            let terminal = try TerminalProcess(arguments, environment: workshop.environment)
            defer { terminal.end() }
            guard let arrival = terminal.arrival(of: lastText, within: 10) else {
                let shown = String(decoding: terminal.bytes.suffix(400), as: UTF8.self)
                throw BenchmarkError(
                    "\(arguments[0]) never showed '\(lastText)': \(shown.debugDescription)"
                )
            }
            return milliseconds(from: terminal.started, to: arrival)
        }
        return Sample(values: Array(times.dropFirst())).median
    }
}

/// Whether a program is in PATH.
func isInstalled(_ program: String) -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").contains {
        FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
}
