// The first thread ends, and the program with the last one.
// swift: 5
import Glibc

@main
struct Program {
    static func main() {
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { _ in
                usleep(100_000)
                print("after the first thread")
                return nil
            },
            nil
        )
        pthread_detach(thread)
        print("before")
        pthread_exit(nil)
    }
}
