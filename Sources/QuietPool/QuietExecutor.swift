@_spi(ExperimentalScheduling) @_weakLinked internal import _Concurrency

/// The pool's executor: as on the platform, a thread for each core, for all tasks that are ready.
///
/// So tasks that block their threads keep others waiting; what waits for long has threads of its own.
final class QuietExecutor: TaskExecutor, SchedulingExecutor, @unchecked Sendable {
    private let workers: Workers
    private let timers: TimerQueue

    /// A pool of so many threads.
    init(width: Int) {
        let workers = Workers(width: width) { $0.runSynchronously(on: Self.noActor) }
        self.workers = workers
        timers = TimerQueue { workers.add($0) }
    }

    /// Takes a job for the next thread that has time.
    func enqueue(_ job: consuming ExecutorJob) {
        workers.add(UnownedJob(job))
    }

    func enqueue<C: Clock>(
        _ job: consuming ExecutorJob,
        at instant: C.Instant,
        tolerance: C.Duration?,
        clock: C
    ) {
        timers.add(UnownedJob(job), at: Self.deadline(instant, on: clock))
    }

    /// The time on ``Monitor/now`` at which a clock has come to an instant.
    ///
    /// The runtime asks for its own clocks only; others bring a sleep of their own.
    private static func deadline<C: Clock>(_ instant: C.Instant, on clock: C) -> UInt64 {
        let now = Monitor.now
        guard let left = clock.now.duration(to: instant) as? Duration, left > .zero else {
            return now
        }
        let (seconds, attoseconds) = left.components
        let (whole, isLong) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, isLonger) = whole.addingReportingOverflow(
            UInt64(attoseconds) / 1_000_000_000 + now
        )
        return isLong || isLonger ? .max : sum
    }

    /// The runtime's sign for the executor of who is on no actor: the one that has neither object nor witness.
    private static var noActor: UnownedSerialExecutor {
        unsafeBitCast((0, 0), to: UnownedSerialExecutor.self)
    }
}
