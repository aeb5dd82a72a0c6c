// An array index out of range on the main actor.
// signal: SIGILL
// stderr: first-line
// isolation: main
import Foundation

@main
struct Program {
    static func main() async {
        print("before")
        fflush(nil)
        try? await Task.sleep(for: .milliseconds(5))
        let numbers = [1, 2, 3]
        print(numbers[numbers.count])
    }
}
