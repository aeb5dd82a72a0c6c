/// Jobs that wait for their time, on one thread that sleeps until the first of them is due.
final class TimerQueue: @unchecked Sendable {
    private struct Timer {
        let deadline: UInt64
        let sequence: UInt64
        let job: UnownedJob

        func isBefore(_ other: Timer) -> Bool {
            (deadline, sequence) < (other.deadline, other.sequence)
        }
    }

    private let monitor = Monitor()
    private let fire: @Sendable (UnownedJob) -> Void
    // Guarded by `monitor`.
    /// A binary heap, the earliest at its root.
    private var heap: [Timer] = []
    private var sequence: UInt64 = 0
    private var hasThread = false

    /// Timers that do with each job what `fire` says.
    init(fire: @escaping @Sendable (UnownedJob) -> Void) {
        self.fire = fire
    }

    /// Adds a job for a time of ``Monitor/now``; those of one time come due in the order in which they were
    /// added.
    func add(_ job: UnownedJob, at deadline: UInt64) {
        let needsThread = monitor.withLock {
            let timer = Timer(deadline: deadline, sequence: sequence, job: job)
            sequence += 1
            push(timer)
            if heap[0].sequence == timer.sequence { monitor.signal() }
            defer { hasThread = true }
            return !hasThread
        }
        if needsThread, !SystemThread.start({ self.work() }) {
            fatalError("The system gives no thread for timers")
        }
    }

    private func work() -> Never {
        while true { fire(nextDue()) }
    }

    private func nextDue() -> UnownedJob {
        monitor.withLock {
            while true {
                guard let first = heap.first else {
                    monitor.wait()
                    continue
                }
                if first.deadline <= Monitor.now { return popFirst().job }
                monitor.wait(until: first.deadline)
            }
        }
    }

    private func push(_ timer: Timer) {
        heap.append(timer)
        var child = heap.count - 1
        while child > 0, heap[child].isBefore(heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private func popFirst() -> Timer {
        heap.swapAt(0, heap.count - 1)
        let first = heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].isBefore(heap[least]) {
                least = child
            }
            if least == parent { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
