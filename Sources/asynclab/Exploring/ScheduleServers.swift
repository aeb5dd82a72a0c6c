import ExampleRunner
import Schedules
import TraceModel

/// Processes of one program, stopped before `main`, that make runs by schedules.
///
/// For one task at a time.
struct ScheduleServers: ~Copyable {
    private let files: [ExplorationFile]
    /// Runs under way, in the order in which they were asked for: which process makes each.
    private var underWay: [Int] = []
    private var next = 0

    init(_ files: [ExplorationFile]) {
        self.files = files
    }

    /// How many runs were asked for and not taken.
    var count: Int { underWay.count }

    /// Another run can be asked for.
    var hasRoom: Bool { files[next].underWay < ExplorationFile.places }

    /// Asks for a run.
    mutating func ask(_ schedule: Schedule) {
        files[next].ask(schedule)
        underWay.append(next)
        next = (next + 1) % files.count
    }

    /// The run that was asked for first; nil: it is not over yet.
    mutating func take() throws -> ScheduledRun? {
        guard let first = underWay.first, let run = try files[first].take() else { return nil }
        underWay.removeFirst()
        return run
    }

    /// One run, and nothing beside it.
    mutating func run(_ schedule: Schedule) async throws -> ScheduledRun {
        ask(schedule)
        while true {
            if let run = try take() { return run }
            try await Self.pause()
        }
    }

    /// A moment, in which runs go on.
    ///
    /// Processes that are gone are noticed by who started them, and then this is cancelled.
    static func pause() async throws {
        try await Task.sleep(for: .microseconds(200))
    }
}
