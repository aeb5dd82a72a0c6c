// A program's own handler of SIGTERM, and a signal that a task sends to the process.
// exit: 9
import Foundation

@main
struct Program {
    static func main() async {
        signal(SIGTERM) { _ in _exit(9) }
        print("before")
        fflush(nil)
        await Task.detached {
            kill(getpid(), SIGTERM)
            try? await Task.sleep(for: .seconds(5))
        }.value
        print("never printed")
    }
}
