// An error that leaves a synchronous main ends the process with a report.
// signal: SIGILL
// stderr: first-line
import Foundation

enum KitchenError: Error {
    case outOfMilk
}

@main
struct Program {
    static func main() throws {
        print("before")
        fflush(nil)
        throw KitchenError.outOfMilk
    }
}
