internal import CTraceRuntime
@_spi(ExperimentalScheduling) internal import _Concurrency

/// The global pool under the live clock: `width` threads that take ready jobs, the most urgent
/// priority first and in the order of arrival within one.
final class PoolExecutor: TaskExecutor, SchedulingExecutor, @unchecked Sendable {
    let timers: TimerQueue
    private let monitor = asynclab_monitor_make()
    private let width: Int
    // Guarded by `monitor`.
    private var ready = ReadyQueue()
    private var threads = 0
    private var idleThreads = 0

    init(width: Int) {
        self.width = width
        self.timers = TimerQueue()
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
        asynclab_record_pool_enqueue(job.address)
        asynclab_monitor_lock(monitor)
        ready.append(job, priority: asynclab_job_priority(job.address))
        let wakes = idleThreads > 0
        let grows = !wakes && threads < width
        if grows { threads += 1 }
        asynclab_monitor_unlock(monitor)
        if wakes { asynclab_monitor_signal(monitor) }
        if grows { startThread() }
    }

    /// Threads are made when work first needs them, so that a program that never leaves the main
    /// actor has none.
    private func startThread() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let started = asynclab_thread_start(
            asynclab_role_pool,
            "pool",
            { context in
                guard let context else { return }
                Unmanaged<PoolExecutor>.fromOpaque(context).takeUnretainedValue().work()
            },
            context
        )
        if !started {
            asynclab_monitor_lock(monitor)
            threads -= 1
            let stranded = threads == 0
            asynclab_monitor_unlock(monitor)
            if stranded { fatalError("asynclab-runtime: the system gives no thread for the pool") }
        }
    }

    private func work() -> Never {
        while true {
            asynclab_monitor_lock(monitor)
            var next = ready.popFirst()
            while next == nil {
                idleThreads += 1
                asynclab_monitor_wait(monitor)
                idleThreads -= 1
                next = ready.popFirst()
            }
            asynclab_monitor_unlock(monitor)
            if let next { asynclab_job_run_on_pool(next.address) }
        }
    }
}
