/// Up to `width` threads that run jobs in the order of arrival, and sleep while there is none.
///
/// Threads are made when there is first something to do for them.
final class Workers: @unchecked Sendable {
    private let monitor = Monitor()
    private let width: Int
    private let run: @Sendable (UnownedJob) -> Void
    // Guarded by `monitor`.
    private var ready: [UnownedJob] = []
    /// Jobs at the start of `ready` that were taken.
    private var taken = 0
    private var threads = 0
    /// Threads that wait and that nobody has called: who calls one takes it off.
    private var idleThreads = 0
    /// Calls that no waiting thread has answered; a thread can also wake up without one.
    private var calls = 0

    /// Threads that do with each job what `run` says.
    init(width: Int, run: @escaping @Sendable (UnownedJob) -> Void) {
        self.width = width
        self.run = run
    }

    /// Adds a job behind the others.
    func add(_ job: UnownedJob) {
        let needsThread = monitor.withLock {
            ready.append(job)
            if idleThreads > 0 {
                idleThreads -= 1
                calls += 1
                monitor.signal()
                return false
            }
            guard threads < width else { return false }
            threads += 1
            return true
        }
        if needsThread { startThread() }
    }

    private func startThread() {
        guard !SystemThread.start({ self.work() }) else { return }
        let isStranded = monitor.withLock {
            threads -= 1
            return threads == 0
        }
        // The others go on without it, if there are any.
        if isStranded { fatalError("The system gives no thread for tasks") }
    }

    private func work() -> Never {
        while true { run(next()) }
    }

    private func next() -> UnownedJob {
        monitor.withLock {
            while taken == ready.count {
                idleThreads += 1
                while calls == 0 { monitor.wait() }
                calls -= 1
            }
            taken += 1
            let job = ready[taken - 1]
            forgetTaken()
            return job
        }
    }

    /// So seldom that it costs nothing.
    private func forgetTaken() {
        guard taken == ready.count || taken > 64 && taken * 2 > ready.count else { return }
        ready.removeFirst(taken)
        taken = 0
    }
}
