internal import CTraceRuntime
@_spi(ExperimentalCustomExecutors) @_spi(ExperimentalScheduling) @_weakLinked internal import _Concurrency

/// The main actor's executor under the virtual clock: its jobs take turns with everything else.
///
/// Queue, timers and choices are in the C half (virtual/scheduler.h), where the program's other
/// waiting is seen as well.
final class VirtualMainExecutor: MainExecutor, SchedulingExecutor, @unchecked Sendable {
    func enqueue(_ job: consuming ExecutorJob) {
        asynclab_virtual_enqueue_main(UnownedJob(job).address)
    }

    func enqueue<C: Clock>(
        _ job: consuming ExecutorJob,
        at instant: C.Instant,
        tolerance: C.Duration?,
        clock: C
    ) {
        let job = UnownedJob(job)
        asynclab_virtual_sleep(job.address, Deadline.nanoseconds(of: instant, on: clock))
    }

    func run() throws {
        asynclab_virtual_run_main()
    }

    /// Like the platform's own executor, this one can't be stopped.
    func stop() {
        fatalError("The main queue cannot be stopped")
    }

    func checkIsolated() {
        asynclab_main_queue_assert()
    }
}

/// The global pool under the virtual clock.
final class VirtualPoolExecutor: TaskExecutor, SchedulingExecutor, @unchecked Sendable {
    func enqueue(_ job: consuming ExecutorJob) {
        asynclab_virtual_enqueue_pool(UnownedJob(job).address)
    }

    func enqueue<C: Clock>(
        _ job: consuming ExecutorJob,
        at instant: C.Instant,
        tolerance: C.Duration?,
        clock: C
    ) {
        let job = UnownedJob(job)
        asynclab_virtual_sleep(job.address, Deadline.nanoseconds(of: instant, on: clock))
    }
}

/// Where a task waits for its turn before it hops to an actor, if that is a choice of the schedule.
final class HopExecutor: SerialExecutor, @unchecked Sendable {
    func enqueue(_ job: consuming ExecutorJob) {
        asynclab_virtual_enqueue_hop(UnownedJob(job).address)
    }

    /// Tells the C half of this executor, which lives as long as the program.
    func install() {
        let words = unsafeBitCast(asUnownedSerialExecutor(), to: (Int, UInt).self)
        guard let identity = UnsafeMutableRawPointer(bitPattern: words.0) else { return }
        asynclab_hop_executor_install(identity, words.1)
    }
}
