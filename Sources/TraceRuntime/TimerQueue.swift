internal import CTraceRuntime
@_spi(ExperimentalScheduling) @_weakLinked internal import _Concurrency

/// Jobs that wait for their time, on one thread of its own: a timer comes due on time also when
/// every thread of the pool is blocked.
final class TimerQueue: @unchecked Sendable {
    typealias Action = @Sendable (UnownedJob) -> Void

    private struct Timer {
        let deadline: UInt64
        let sequence: UInt64
        let job: UnownedJob
        let action: Action

        func isBefore(_ other: Timer) -> Bool {
            (deadline, sequence) < (other.deadline, other.sequence)
        }
    }

    private let monitor = asynclab_monitor_make()
    // Guarded by `monitor`.
    private var heap: [Timer] = []
    private var sequence: UInt64 = 0
    private var hasThread = false

    /// Calls `action(job)` on the timer thread at `deadline` (nanoseconds of CLOCK_MONOTONIC) or
    /// soon after; timers of one deadline in the order in which they were added.
    func add(_ job: UnownedJob, at deadline: UInt64, action: @escaping Action) {
        asynclab_monitor_lock(monitor)
        let timer = Timer(deadline: deadline, sequence: sequence, job: job, action: action)
        sequence += 1
        push(timer)
        let isFirst = heap.first?.sequence == timer.sequence
        let starts = !hasThread
        hasThread = true
        asynclab_monitor_unlock(monitor)
        if starts { startThread() } else if isFirst { asynclab_monitor_signal(monitor) }
    }

    private func startThread() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let started = asynclab_thread_start(
            asynclab_role_other,
            "timers",
            { context in
                guard let context else { return }
                Unmanaged<TimerQueue>.fromOpaque(context).takeUnretainedValue().work()
            },
            context
        )
        if !started { fatalError("asynclab-runtime: the system gives no thread for timers") }
    }

    private func work() -> Never {
        while true {
            let timer = waitForDue()
            timer.action(timer.job)
        }
    }

    private func waitForDue() -> Timer {
        asynclab_monitor_lock(monitor)
        defer { asynclab_monitor_unlock(monitor) }
        while true {
            guard let first = heap.first else {
                asynclab_monitor_wait(monitor)
                continue
            }
            if first.deadline <= asynclab_now_ns() { return popFirst() }
            asynclab_monitor_wait_until(monitor, first.deadline)
        }
    }

    // A binary heap, the earliest deadline at its root.

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

/// Instants of Swift's clocks as times of the machine.
enum Deadline {
    /// `instant` in nanoseconds of CLOCK_MONOTONIC, from the time that is left until it.
    ///
    /// The runtime asks for `ContinuousClock` and `SuspendingClock` only; other clocks bring a
    /// sleep of their own.
    static func nanoseconds<C: Clock>(of instant: C.Instant, on clock: C) -> UInt64 {
        let now = asynclab_now_ns()
        guard let left = clock.now.duration(to: instant) as? Duration, left > .zero else {
            return now
        }
        let (seconds, attoseconds) = left.components
        let (whole, overflows) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, exceeds) = whole.addingReportingOverflow(
            UInt64(attoseconds) / 1_000_000_000 + now
        )
        return overflows || exceeds ? .max : sum
    }
}
