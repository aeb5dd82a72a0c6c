// Threads wait for locks and for each other exactly as long as these are kept.
import Glibc
import Synchronization

let clock = ContinuousClock()
let start = clock.now

func note(_ name: String) {
    print(name, clock.now - start)
}

/// A plain thread; its result is not used.
func thread(_ body: @escaping @Sendable () -> Void) -> pthread_t {
    final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
    var thread = pthread_t()
    pthread_create(
        &thread,
        nil,
        { pointer in
            if let pointer { Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run() }
            return nil
        },
        Unmanaged.passRetained(Body(body)).toOpaque()
    )
    return thread
}

func together(_ bodies: [@Sendable () -> Void]) {
    for started in bodies.map(thread) { pthread_join(started, nil) }
}

let mutex = Mutex(0)

func swiftMutex() {
    together(
        (1...3).map { number in
            {
                mutex.withLock { count in
                    usleep(1_000_000)
                    count += 1
                }
                note("Mutex \(number)")
            }
        }
    )
}

nonisolated(unsafe) let lock = {
    let lock = UnsafeMutablePointer<pthread_rwlock_t>.allocate(capacity: 1)
    pthread_rwlock_init(lock, nil)
    return lock
}()

func readersAndWriter() {
    let reader: @Sendable () -> Void = {
        pthread_rwlock_rdlock(lock)
        usleep(1_000_000)
        pthread_rwlock_unlock(lock)
        note("reader")
    }
    let writer: @Sendable () -> Void = {
        pthread_rwlock_wrlock(lock)
        usleep(2_000_000)
        pthread_rwlock_unlock(lock)
        note("writer")
    }
    together([reader, reader, writer])
}

nonisolated(unsafe) let barrier = {
    let barrier = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)
    pthread_barrier_init(barrier, nil, 3)
    return barrier
}()

func meetingPoint() {
    together(
        (1...3).map { number in
            {
                usleep(UInt32(number) * 1_000_000)
                pthread_barrier_wait(barrier)
                note("met")
            }
        }
    )
}

@main
struct Program {
    static func main() {
        note("start")
        swiftMutex()
        readersAndWriter()
        meetingPoint()
        let slow = thread { usleep(4_000_000) }
        pthread_join(slow, nil)
        note("joined")
    }
}
