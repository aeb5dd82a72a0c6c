internal import CTraceRuntime
@_spi(ExperimentalScheduling) @_weakLinked internal import _Concurrency

/// The global pool under the live clock.
///
/// As the platform does it, every quality of service has threads of its own, `width` of them: tasks
/// that block those of one priority do not keep the others from running. Within one, jobs run in the
/// order of arrival; among them, the system shares out the processors.
final class PoolExecutor: TaskExecutor, SchedulingExecutor, @unchecked Sendable {
    let timers = TimerQueue()
    /// By quality of service, see `pool(for:)`.
    private let pools: [WorkerPool]

    /// The least priority of each quality of service but the lowest: utility, default, user-initiated
    /// and user-interactive (TaskPriority; stdlib/public/Concurrency/Task.swift).
    private static let thresholds: [UInt8] = [0x11, 0x15, 0x19, 0x21]

    init(width: Int) {
        pools = (0...Self.thresholds.count).map { _ in WorkerPool(width: width) }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        add(UnownedJob(job))
    }

    func enqueue<C: Clock>(
        _ job: consuming ExecutorJob,
        at instant: C.Instant,
        tolerance: C.Duration?,
        clock: C
    ) {
        let job = UnownedJob(job)
        let deadline = Deadline.nanoseconds(of: instant, on: clock)
        asynclab_record_sleep(job.address, deadline)
        timers.add(job, at: deadline) { [self] job in
            asynclab_record_timer_fired(job.address)
            add(job)
        }
    }

    private func add(_ job: UnownedJob) {
        if asynclab_yield_waits(job.address) { return }
        asynclab_record_pool_enqueue(job.address)
        handOver(job)
    }

    /// Gives a job that is recorded to the threads.
    func handOver(_ job: UnownedJob) {
        pool(for: asynclab_job_priority(job.address)).add(job)
    }

    private func pool(for priority: UInt8) -> WorkerPool {
        pools[Self.thresholds.count { priority >= $0 }]
    }
}

/// Hands over a job that had to wait until its task has left its thread.
///
/// Called by the C half.
@_cdecl("asynclab_pool_add")
public func addToPool(_ job: UnsafeMutableRawPointer) {
    WatchedExecutors.livePool?.handOver(unsafeBitCast(job, to: UnownedJob.self))
}
