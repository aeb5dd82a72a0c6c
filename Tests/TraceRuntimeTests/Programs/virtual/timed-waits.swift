// Waits with a timeout take as long as it says, or end when what they wait for comes.
import Foundation

let clock = ContinuousClock()

func measure(_ name: String, _ body: () -> String) {
    let start = clock.now
    let outcome = body()
    print(name, outcome, clock.now - start)
}

func later(_ milliseconds: UInt32, _ body: @escaping @Sendable () -> Void) {
    Thread.detachNewThread {
        usleep(milliseconds * 1000)
        body()
    }
}

func instant(_ clock: clockid_t, in seconds: Int) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    time.tv_sec += seconds
    return time
}

func dispatchWaits() {
    measure("semaphore") {
        "\(DispatchSemaphore(value: 0).wait(timeout: .now() + 2))"
    }
    measure("semaphore, wall clock") {
        "\(DispatchSemaphore(value: 0).wait(wallTimeout: .now() + 2))"
    }
    measure("semaphore signalled") {
        let semaphore = DispatchSemaphore(value: 0)
        later(300) { semaphore.signal() }
        return "\(semaphore.wait(timeout: .now() + 2))"
    }
    measure("group") {
        let group = DispatchGroup()
        group.enter()
        return "\(group.wait(timeout: .now() + 5))"
    }
    measure("group left") {
        let group = DispatchGroup()
        group.enter()
        later(400) { group.leave() }
        return "\(group.wait(timeout: .now() + 5))"
    }
    measure("asyncAfter") {
        let semaphore = DispatchSemaphore(value: 0)
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(1_750)) {
            semaphore.signal()
        }
        semaphore.wait()
        return "signalled"
    }
    measure("asyncAfter, wall clock") {
        let semaphore = DispatchSemaphore(value: 0)
        DispatchQueue.global().asyncAfter(wallDeadline: .now() + .milliseconds(1_750)) {
            semaphore.signal()
        }
        semaphore.wait()
        return "signalled"
    }
}

func conditionWaits() {
    measure("NSCondition") {
        let condition = NSCondition()
        condition.lock()
        defer { condition.unlock() }
        return "\(condition.wait(until: Date() + 2))"
    }
    measure("NSCondition signalled") {
        let condition = NSCondition()
        later(500) {
            condition.lock()
            condition.signal()
            condition.unlock()
        }
        condition.lock()
        defer { condition.unlock() }
        return "\(condition.wait(until: Date() + 2))"
    }
    measure("NSConditionLock") {
        "\(NSConditionLock(condition: 0).lock(whenCondition: 1, before: Date() + 3))"
    }
    measure("NSLock") {
        let lock = NSLock()
        lock.lock()
        return "\(lock.lock(before: Date() + 4))"
    }
}

func plainConditionWaits() {
    for id in [CLOCK_REALTIME, CLOCK_MONOTONIC] {
        measure("pthread_cond_timedwait") {
            let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
            let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            pthread_condattr_setclock(&attributes, id)
            pthread_mutex_init(mutex, nil)
            pthread_cond_init(condition, &attributes)
            pthread_mutex_lock(mutex)
            var deadline = instant(id, in: 7)
            let error = pthread_cond_timedwait(condition, mutex, &deadline)
            pthread_mutex_unlock(mutex)
            return error == ETIMEDOUT ? "timed out" : "error \(error)"
        }
    }
    measure("sem_timedwait") {
        let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
        var deadline = instant(CLOCK_REALTIME, in: 6)
        return sem_timedwait(semaphore, &deadline) == -1 && errno == ETIMEDOUT ? "timed out" : "no"
    }
    measure("pthread_mutex_timedlock") {
        let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_mutex_lock(mutex)
        var deadline = instant(CLOCK_REALTIME, in: 5)
        return pthread_mutex_timedlock(mutex, &deadline) == ETIMEDOUT ? "timed out" : "no"
    }
}

@main
struct Program {
    static func main() {
        dispatchWaits()
        conditionWaits()
        plainConditionWaits()
    }
}
