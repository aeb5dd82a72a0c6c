import ArgumentParser
import Curriculum
import Glibc
import LabCore
import Schedules
import TraceModel

/// A search among schedules.
struct ExploreOptions: ParsableArguments {
    @Flag(
        name: .customLong("explore"),
        help: ArgumentHelp(
            """
            Search schedules for one that fails (crash, deadlock, other output), and show it. A number \
            behind it: how many to try (default: 2000).
            """
        )
    )
    var isAsked = false

    /// The number behind `--explore`, see `Asynclab.main`.
    @Option(help: .private)
    var schedules: Int?

    /// Enough for 99 % at a depth of 2 in a program of five tasks and 100 choices.
    private static let usualCount = 2000

    func validate() throws {
        if let schedules, !(1...10_000_000).contains(schedules) {
            throw ValidationError("'--explore' takes a number from 1 to 10000000.")
        }
    }

    /// Searches, where that is asked for.
    ///
    /// - Throws: `CommandError` where the program cannot be explored.
    func result(
        for program: ProgramReference,
        _ command: RunCommand,
        _ installation: Installation
    ) throws -> ExplorationResult? {
        guard isAsked else { return nil }
        let isWatched = isatty(STDERR_FILENO) == 1 && !command.json
        let exploration = Exploration(
            request: RunRequest(
                program,
                threads: command.options.threads,
                clock: ClockSettings(.virtual),
                limits: command.limits(for: program, isText: true)
            ),
            installation: installation,
            limit: schedules ?? Self.usualCount,
            progress: { runs in
                if isWatched { Self.show("\r\(runs) schedules ...") }
            }
        )
        defer { if isWatched { Self.show("\r\u{1B}[K") } }
        return try Blocking.wait { () -> Result<ExplorationResult, any Error> in
            do {
                return .success(try await exploration.run())
            } catch {
                return .failure(error)
            }
        }.get()
    }

    private static func show(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}

extension ClockSettings {
    /// To show what a search has found: the schedule that fails, or the first.
    func showing(_ explored: ExplorationResult) -> ClockSettings {
        var settings = self
        settings.clock = .virtual
        settings.schedule = explored.failing?.token
        settings.explored = explored
        return settings
    }
}
