// Many barriers, one after another, and a lock that spins while its holder sleeps.
// swift: 5
import Glibc

nonisolated(unsafe) var barrier = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 100)
nonisolated(unsafe) var lock = pthread_spinlock_t()

@main
struct Program {
    static func main() {
        var thread = pthread_t()

        for index in 0..<100 {
            pthread_barrier_init(barrier + index, nil, 2)
            pthread_create(
                &thread,
                nil,
                { barrier in
                    barrier?.withMemoryRebound(to: pthread_barrier_t.self, capacity: 1) {
                        _ = pthread_barrier_wait($0)
                    }
                    return nil
                },
                barrier + index
            )
            pthread_barrier_wait(barrier + index)
            pthread_join(thread, nil)
        }
        print("met 100 times")

        pthread_spin_init(&lock, 0)
        pthread_create(
            &thread,
            nil,
            { _ in
                pthread_spin_lock(&lock)
                usleep(20_000)
                pthread_spin_unlock(&lock)
                return nil
            },
            nil
        )
        usleep(10_000)
        pthread_spin_lock(&lock)
        print("spun")
        pthread_spin_unlock(&lock)
        pthread_join(thread, nil)
    }
}
