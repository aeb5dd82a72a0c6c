// An error that leaves an async main ends the process with a report.
// signal: SIGILL
// stderr: first-line
import Foundation

enum KitchenError: Error {
    case outOfMilk
}

@main
struct Program {
    static func main() async throws {
        print("before")
        fflush(nil)
        try await Task.sleep(for: .milliseconds(5))
        throw KitchenError.outOfMilk
    }
}
