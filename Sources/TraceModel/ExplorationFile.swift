import CTraceFormat
import Glibc
public import Schedules

/// Many runs of one program, asked for and told in memory that both processes share.
///
/// It has no name, so nothing of it is left when they are gone. For one thread at a time.
public final class ExplorationFile {
    private let descriptor: CInt
    private let page: UnsafeMutablePointer<asynclab_exploration>
    private var asked: UInt32 = 0
    private var taken: UInt32 = 0

    /// Runs that can be under way at a time.
    public static let places = Int(ASYNCLAB_EXPLORATION_PLACES)

    /// A new one, whose runs may each take so long in real time.
    ///
    /// With `onlyForks` every run is a process of its own, also where one process could make them all.
    public init(timeLimit: Duration, onlyForks: Bool = false) throws(TraceError) {
        let descriptor = asynclab_trace_memory_make("asynclab-exploration")
        guard descriptor >= 0,
            ftruncate(descriptor, off_t(MemoryLayout<asynclab_exploration>.size)) == 0,
            let page = asynclab_exploration_map(descriptor)
        else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            throw .cannotOpen(path: "memory", reason: reason)
        }
        self.descriptor = descriptor
        self.page = page
        page.pointee.magic = ASYNCLAB_EXPLORATION_MAGIC
        let milliseconds =
            timeLimit.components.seconds * 1000
            + timeLimit.components.attoseconds / 1_000_000_000_000_000
        page.pointee.time_limit_ms = UInt32(clamping: milliseconds)
        page.pointee.only_forks = onlyForks ? 1 : 0
    }

    deinit {
        asynclab_exploration_unmap(page)
        close(descriptor)
    }

    /// Where another process of the same user opens it, while this process holds it.
    public var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    /// The program is there, and makes runs.
    public var hasStarted: Bool { page.pointee.way != 0 }

    /// Runs are made by going back to a snapshot of the program's memory, and not by forking.
    public var goesBack: Bool { page.pointee.way == asynclab_exploration_goes_back.rawValue }

    /// Runs asked for that were not taken.
    public var underWay: Int { Int(asked - taken) }

    /// Asks for a run, of which there may not be more than `places` under way.
    public func ask(_ schedule: Schedule) {
        precondition(underWay < Self.places, "Too many runs are under way")
        let run = asynclab_exploration_run(page, asked)
        run.pointee.schedule = asynclab_schedule(schedule)
        asked += 1
        asynclab_exploration_ask(page, asked)
    }

    /// The result of the run asked for first of those under way; nil: it is not there yet.
    ///
    /// - Throws: `TraceError.cannotRun` where the system refused to make the run.
    public func take() throws(TraceError) -> ScheduledRun? {
        guard taken < asked, asynclab_exploration_done(page) > taken else { return nil }
        let run = asynclab_exploration_run(page, taken)
        taken += 1
        return try ScheduledRun(run)
    }
}

extension ScheduledRun {
    fileprivate init(_ run: UnsafeMutablePointer<asynclab_explored_run>) throws(TraceError) {
        let course = run.pointee.course
        self.init(
            ending: try Self.ending(run.pointee.ending, Int(run.pointee.status)),
            choices: Self.choices(run),
            choiceCount: Int(course.choices),
            tasks: Int(course.tasks),
            fingerprint: course.fingerprint,
            hasMisfit: course.misfits != 0,
            isUncontrolled: course.uncontrolled != 0,
            output: Self.output(run),
            outputHash: run.pointee.output_hash,
            linesHash: run.pointee.lines_hash
        )
    }

    private static func ending(_ kind: UInt32, _ status: Int) throws(TraceError) -> Ending {
        switch kind {
        case asynclab_explored_exit.rawValue: return .exited(status)
        case asynclab_explored_signal.rawValue: return .crashed(status)
        case asynclab_explored_too_long.rawValue: return .tooLong
        case asynclab_explored_stop.rawValue:
            return status == Int(asynclab_stop_livelock.rawValue) ? .livelock : .deadlock
        default: throw .cannotRun(reason: String(cString: strerror(CInt(status))))
        }
    }

    private static func output(_ run: UnsafeMutablePointer<asynclab_explored_run>) -> [UInt8] {
        let kept = min(Int(run.pointee.output_size), Int(ASYNCLAB_EXPLORATION_OUTPUT))
        return withUnsafeBytes(of: &run.pointee.output) { Array($0.prefix(kept)) }
    }

    private static func choices(_ run: UnsafeMutablePointer<asynclab_explored_run>) -> [Choice] {
        let kept = min(Int(run.pointee.course.choices), Int(ASYNCLAB_EXPLORATION_CHOICES))
        return withUnsafePointer(to: &run.pointee.choices) { pointer in
            pointer.withMemoryRebound(to: asynclab_explored_choice.self, capacity: kept) { all in
                (0..<kept).map { index in
                    let who = all[index].who
                    return Choice(
                        count: Int(all[index].count),
                        other: Int(all[index].other),
                        task: who == 0 || who >> 31 == 1 ? nil : Int(who)
                    )
                }
            }
        }
    }
}

extension asynclab_schedule {
    /// A schedule as the program is asked for it; switches beyond the most are left out.
    init(_ schedule: Schedule) {
        self.init()
        switch schedule.unchosen {
        case .seeded, .chosen: kind = asynclab_schedule_by_seed.rawValue
        case .random(let seed):
            kind = asynclab_schedule_random.rawValue
            self.seed = seed
        case .priorities(let seed, let depth, let length):
            kind = asynclab_schedule_priorities.rawValue
            self.seed = seed
            self.depth = UInt32(clamping: depth)
            self.length = UInt32(clamping: length)
        case .steady(let switches):
            kind = asynclab_schedule_steady.rawValue
            put(switches.prefix(Schedule.mostSwitches))
        }
    }

    private mutating func put(_ added: ArraySlice<Schedule.Switch>) {
        switch_count = UInt32(added.count)
        withUnsafeMutableBytes(of: &switches) { bytes in
            let places = bytes.bindMemory(to: asynclab_schedule_switch.self)
            for (index, one) in added.enumerated() {
                places[index].choice = UInt32(clamping: one.choice)
                places[index].other = UInt32(clamping: one.other)
            }
        }
    }
}
