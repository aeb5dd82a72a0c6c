internal import CTraceRuntime

/// Up to `width` threads that run jobs in the order of arrival.
///
/// One thread is called at a time, and each that comes calls the next while there is more to do, as
/// libdispatch does it. So a burst of short jobs is mostly run by one thread, in order, before the
/// others have woken up; and no job waits while a thread could be had.
final class WorkerPool: @unchecked Sendable {
    private let monitor = asynclab_monitor_make()
    private let width: Int
    // Guarded by `monitor`.
    private var ready = RingBuffer<UnownedJob>()
    private var threads = 0
    /// Threads that wait and that nobody has called yet: whoever calls one takes it off, so that two
    /// jobs never count on the same thread.
    private var idleThreads = 0
    /// Calls that no waiting thread has answered yet.
    private var calls = 0
    /// A thread was called or started and has not come yet.
    private var isCalling = false

    /// How to call a thread.
    private enum Call {
        case wake
        case start
    }

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
        let call = nextCall()
        asynclab_monitor_unlock(monitor)
        carryOut(call)
    }

    /// The call that is due where jobs wait, if a thread can be had and none is on its way.
    ///
    /// With the lock held.
    private func nextCall() -> Call? {
        guard ready.count > 0, !isCalling else { return nil }
        if idleThreads > 0 {
            idleThreads -= 1
            calls += 1
            isCalling = true
            return .wake
        }
        guard threads < width else { return nil }
        threads += 1
        isCalling = true
        return .start
    }

    private func carryOut(_ call: Call?) {
        switch call {
        case .wake: asynclab_monitor_signal(monitor)
        case .start: startThread()
        case nil: break
        }
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
        isCalling = false
        let isStranded = threads == 0
        asynclab_monitor_unlock(monitor)
        if isStranded { fatalError("asynclab-runtime: the system gives no thread for the pool") }
    }

    private func work() -> Never {
        asynclab_monitor_lock(monitor)
        isCalling = false
        while true {
            while let job = ready.popFirst() {
                let call = nextCall()
                asynclab_monitor_unlock(monitor)
                carryOut(call)
                asynclab_job_run_on_pool(job.address)
                asynclab_monitor_lock(monitor)
            }
            idleThreads += 1
            while calls == 0 { asynclab_monitor_wait(monitor) }
            calls -= 1
            isCalling = false
        }
    }
}
