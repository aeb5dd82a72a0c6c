internal import Glibc

/// A lock with one condition to wait for, which wakes nobody by itself.
///
/// The standard library has locks, but nothing to wait with.
final class Monitor: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init() {
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    /// Runs `body` with the lock held.
    func withLock<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }

    /// Gives the lock away until a signal, or for no reason; with the lock held.
    func wait() { pthread_cond_wait(condition, mutex) }

    /// The same, at most until a time of ``now``.
    func wait(until deadline: UInt64) {
        // Further than this no system counts.
        let capped = min(deadline, UInt64(Int64.max))
        var time = timespec(
            tv_sec: Int(capped / 1_000_000_000),
            tv_nsec: Int(capped % 1_000_000_000)
        )
        pthread_cond_timedwait(condition, mutex, &time)
    }

    /// Wakes one that waits, if any does.
    func signal() { pthread_cond_signal(condition) }

    /// Nanoseconds of CLOCK_MONOTONIC.
    static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
