import CTraceFormat
import Glibc
public import Schedules

/// A new, empty trace in memory, for one run.
///
/// It has no name, so nothing of it is left when the processes that hold it are gone, however they
/// end.
public final class TraceFile: Sendable {
    private let descriptor: CInt
    nonisolated(unsafe) private let control: UnsafeMutablePointer<asynclab_trace_control>?

    /// Room that the run of a lesson's program never fills: 8,388,608 events and 64 MiB of text.
    ///
    /// Memory is used only for what is written.
    public static let defaultEvents: UInt64 = 1 << 23
    /// Bytes of text beside the events.
    public static let defaultStringBytes: UInt64 = 64 << 20

    /// Makes a trace with room for so many events and bytes of text.
    ///
    /// Under the virtual clock the program goes by the schedule; `.seeded` is as its environment says.
    public init(
        events: UInt64 = TraceFile.defaultEvents,
        stringBytes: UInt64 = TraceFile.defaultStringBytes,
        schedule: Schedule = .seeded(0)
    ) throws(TraceError) {
        let descriptor = asynclab_trace_memory_make("asynclab-trace")
        self.descriptor = descriptor
        var header = Self.emptyHeader(events: events, stringBytes: stringBytes)
        header.schedule = asynclab_schedule(schedule)
        header.choosing.ask(schedule.choices)
        let size = Self.fileSize(header)
        let written = withUnsafeBytes(of: header) {
            pwrite(descriptor, $0.baseAddress, $0.count, 0)
        }
        guard descriptor >= 0, written > 0, ftruncate(descriptor, off_t(size)) == 0 else {
            control = nil
            throw .cannotOpen(path: "memory", reason: String(cString: strerror(errno)))
        }
        control = asynclab_trace_control_map(descriptor)
    }

    deinit {
        if let control { asynclab_trace_control_unmap(control) }
        close(descriptor)
    }

    /// Virtual time passes at so many times the speed of real time, rounded to thousandths; nil: as
    /// fast as the program can.
    ///
    /// From any thread, at any time; so are the calls that follow. They mean nothing to a program
    /// under the live clock.
    public func setPace(_ pace: Double?) {
        guard let control else { return }
        let thousandths = pace.map { min(max(($0 * 1000).rounded(), 1), 1e9) } ?? 0
        asynclab_trace_control_pace(control, UInt32(thousandths))
    }

    /// Stops the program before its next job, or lets it go on.
    public func setPaused(_ paused: Bool) {
        guard let control else { return }
        asynclab_trace_control_pause(control, paused ? 1 : 0)
    }

    /// Lets a paused program run one more job.
    public func step() {
        guard let control else { return }
        asynclab_trace_control_step(control)
    }

    /// Lets a paused program run one more job: that of a task that it has offered.
    public func choose(_ task: TaskID) {
        guard let control else { return }
        asynclab_trace_control_choose(control, task.rawValue)
    }

    /// Lets time pass though the program is paused, until a task could run.
    public func advance() {
        guard let control else { return }
        asynclab_trace_control_advance(control)
    }

    /// Has a program that is paused before it starts go on as fast as it can, up to a choice.
    public func begin(by point: ChoicePoint) {
        guard let control else { return }
        asynclab_trace_control_begin(
            control,
            UInt32(clamping: point.choice),
            UInt64(clamping: point.events)
        )
    }

    /// Where another process of the same user opens it, while this process holds it.
    public var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    static func emptyHeader(events: UInt64, stringBytes: UInt64) -> asynclab_trace_header {
        var header = asynclab_trace_header()
        header.magic = ASYNCLAB_TRACE_MAGIC
        header.version = UInt32(ASYNCLAB_TRACE_VERSION)
        header.record_size = UInt32(MemoryLayout<asynclab_trace_record>.size)
        header.record_capacity = events
        header.string_capacity = stringBytes
        return header
    }

    static func fileSize(_ header: asynclab_trace_header) -> UInt64 {
        UInt64(ASYNCLAB_TRACE_HEADER_SIZE)
            + header.record_capacity * UInt64(MemoryLayout<asynclab_trace_record>.size)
            + header.string_capacity
    }
}

extension asynclab_trace_choosing {
    /// Has these choices made; those beyond the most are left out.
    fileprivate mutating func ask(_ choices: [Schedule.Switch]) {
        let most = choices.prefix(Schedule.mostSwitches)
        asked_count = UInt32(most.count)
        withUnsafeMutableBytes(of: &asked) { bytes in
            let places = bytes.bindMemory(to: asynclab_schedule_switch.self)
            for (index, one) in most.enumerated() {
                places[index].choice = UInt32(clamping: one.choice)
                places[index].other = UInt32(clamping: one.other)
            }
        }
    }
}
