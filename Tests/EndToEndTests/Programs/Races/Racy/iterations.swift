import Dispatch

final class Sum: @unchecked Sendable {
    var value = 0
}

@main struct Program {
    static func main() {
        let sum = Sum()
        DispatchQueue.concurrentPerform(iterations: 4) { index in
            sum.value += index  // race
        }
    }
}
