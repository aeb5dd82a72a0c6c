// A task locks a mutex that it holds.
import Glibc

func lockTwice() {
    let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_mutex_lock(mutex)
    pthread_mutex_lock(mutex)
}

@main
struct Program {
    static func main() async {
        await Task(name: "locks") { lockTwice() }.value
    }
}
