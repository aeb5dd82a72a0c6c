// assumeIsolated on the pool: the runtime finds out and stops the program.
// signal: SIGILL
// stderr: ignore
import Foundation

@MainActor func greet() {
    print("never printed")
}

@main
struct Program {
    static func main() async {
        print("before")
        fflush(nil)
        await Task.detached { greetFromAnywhere() }.value
    }

    nonisolated static func greetFromAnywhere() {
        MainActor.assumeIsolated { greet() }
    }
}
