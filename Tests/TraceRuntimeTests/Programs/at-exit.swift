// What was registered with atexit runs once, in reverse, after an async main.
import Foundation

@main
struct Program {
    static func main() async {
        atexit { print("registered first") }
        atexit { print("registered second") }
        try? await Task.sleep(for: .milliseconds(5))
        print("main ends")
    }
}
