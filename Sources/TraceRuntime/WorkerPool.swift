internal import CTraceRuntime

/// Up to `width` threads that run jobs in the order of arrival.
final class WorkerPool: @unchecked Sendable {
    private let monitor = asynclab_monitor_make()
    private let width: Int
    // Guarded by `monitor`.
    private var ready = RingBuffer<UnownedJob>()
    private var threads = 0
    /// Threads that wait and that nobody has called yet: whoever calls one takes it off, so that two
    /// jobs never count on the same thread.
    private var idleThreads = 0
    /// Calls that no thread has answered yet.
    private var calls = 0

    init(width: Int) {
        self.width = width
    }

    /// Adds a job behind the others, and sees to it that a thread takes it: one that waits, or a new
    /// one.
    ///
    /// Threads are made when work first needs them, so that a program that never leaves the main
    /// actor has none.
    func add(_ job: UnownedJob) {
        asynclab_monitor_lock(monitor)
        ready.append(job)
        let wakes = idleThreads > 0
        let grows = !wakes && threads < width
        if wakes {
            idleThreads -= 1
            calls += 1
        }
        if grows { threads += 1 }
        asynclab_monitor_unlock(monitor)
        if wakes { asynclab_monitor_signal(monitor) }
        if grows { startThread() }
    }

    private func startThread() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let started = asynclab_thread_start(
            asynclab_role_pool,
            "pool",
            { context in
                guard let context else { return }
                Unmanaged<WorkerPool>.fromOpaque(context).takeUnretainedValue().work()
            },
            context
        )
        if !started { giveUpThread() }
    }

    /// The system gave no thread: the others go on without it, if there are any.
    private func giveUpThread() {
        asynclab_monitor_lock(monitor)
        threads -= 1
        let isStranded = threads == 0
        asynclab_monitor_unlock(monitor)
        if isStranded { fatalError("asynclab-runtime: the system gives no thread for the pool") }
    }

    private func work() -> Never {
        while true {
            let job = next()
            asynclab_job_run_on_pool(job.address)
        }
    }

    private func next() -> UnownedJob {
        asynclab_monitor_lock(monitor)
        defer { asynclab_monitor_unlock(monitor) }
        while true {
            if let job = ready.popFirst() { return job }
            idleThreads += 1
            while calls == 0 { asynclab_monitor_wait(monitor) }
            calls -= 1
        }
    }
}
