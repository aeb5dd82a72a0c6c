// Nothing will ever come to the main queue.
import Dispatch

@main
struct Program {
    static func main() {
        print("waiting")
        dispatchMain()
    }
}
