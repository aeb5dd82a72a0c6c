internal import CTraceRuntime

/// Up to `width` threads that run jobs in the order of arrival.
///
/// One thread is called at a time, and each that comes calls the next while there is more to do, as
/// libdispatch does it. So a burst of short jobs is mostly run by one thread, in order, before the
/// others have woken up; and no job waits while a thread could be had.
final class WorkerPool: @unchecked Sendable {
    private let monitor = asynclab_monitor_make()
    private let width: Int
    // Guarded by `monitor`, and never freed, as the pool is not. Properties of the class would be checked
    // for exclusive access at run time, which costs more than recording what happens.
    private let state: UnsafeMutablePointer<State>

    private struct State {
        var ready = RingBuffer<UnownedJob>()
        var threads = 0
        /// Threads that wait and that nobody has called yet: whoever calls one takes it off, so that
        /// two jobs never count on the same thread.
        var idleThreads = 0
        /// Calls that no waiting thread has answered yet.
        var calls = 0
        /// A thread was called or started and has not come yet.
        var isCalling = false
    }

    /// How to call a thread.
    private enum Call {
        case wake
        case start
    }

    init(width: Int) {
        self.width = width
        state = .allocate(capacity: 1)
        state.initialize(to: State())
    }

    /// Adds a job behind the others, and sees to it that a thread takes it: one that waits, or a new
    /// one.
    ///
    /// Threads are made when work first needs them, so that a program that never leaves the main
    /// actor has none.
    func add(_ job: UnownedJob) {
        asynclab_monitor_lock(monitor)
        state.pointee.ready.append(job)
        let call = nextCall()
        asynclab_monitor_unlock(monitor)
        carryOut(call)
    }

    /// The call that is due where jobs wait, if a thread can be had and none is on its way.
    ///
    /// With the lock held.
    private func nextCall() -> Call? {
        guard state.pointee.ready.count > 0, !state.pointee.isCalling else { return nil }
        if state.pointee.idleThreads > 0 {
            state.pointee.idleThreads -= 1
            state.pointee.calls += 1
            state.pointee.isCalling = true
            return .wake
        }
        guard state.pointee.threads < width else { return nil }
        state.pointee.threads += 1
        state.pointee.isCalling = true
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
        state.pointee.threads -= 1
        state.pointee.isCalling = false
        let isStranded = state.pointee.threads == 0
        asynclab_monitor_unlock(monitor)
        if isStranded { fatalError("asynclab-runtime: the system gives no thread for the pool") }
    }

    private func work() -> Never {
        asynclab_monitor_lock(monitor)
        state.pointee.isCalling = false
        while true {
            while let job = state.pointee.ready.popFirst() {
                let call = nextCall()
                asynclab_monitor_unlock(monitor)
                carryOut(call)
                asynclab_job_run_on_pool(job.address)
                asynclab_monitor_lock(monitor)
            }
            state.pointee.idleThreads += 1
            while state.pointee.calls == 0 { asynclab_monitor_wait(monitor) }
            state.pointee.calls -= 1
            state.pointee.isCalling = false
        }
    }
}
