internal import CTraceRuntime
@_spi(ExperimentalCustomExecutors) @_spi(ExperimentalScheduling) @_weakLinked internal import _Concurrency

/// The main actor's executor under the live clock: jobs run on the main queue of libdispatch, as
/// the platform does it, each recorded as it begins and ends.
final class MainQueueExecutor: MainExecutor, SchedulingExecutor, @unchecked Sendable {
    private let timers: TimerQueue

    /// An executor that shares the pool's timers.
    init(timers: TimerQueue) {
        self.timers = timers
    }

    func enqueue(_ job: consuming ExecutorJob) {
        asynclab_job_enqueue_main(UnownedJob(job).address)
    }

    func enqueue<C: Clock>(
        _ job: consuming ExecutorJob,
        at instant: C.Instant,
        tolerance: C.Duration?,
        clock: C
    ) {
        let job = UnownedJob(job)
        let deadline = Deadline.nanoseconds(of: instant, on: clock)
        timers.add(job, at: deadline) { job in
            asynclab_job_enqueue_main(job.address)
        }
    }

    func run() throws {
        asynclab_main_queue_run()
    }

    /// The main queue can't be stopped; the platform's own executor refuses as well.
    func stop() {
        fatalError("The main queue cannot be stopped")
    }

    func checkIsolated() {
        asynclab_main_queue_assert()
    }
}

extension UnownedJob {
    /// The runtime's `Job` object.
    ///
    /// `UnownedJob` is a frozen wrapper of that one pointer
    /// (stdlib/public/Concurrency/PartialAsyncTask.swift).
    var address: asynclab_job {
        unsafeBitCast(self, to: asynclab_job.self)
    }
}
