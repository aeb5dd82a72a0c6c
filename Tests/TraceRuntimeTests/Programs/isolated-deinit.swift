// An isolated deinit runs on its actor, though the last reference goes away elsewhere.
import Synchronization

@MainActor final class Cup {
    let number: Int
    init(_ number: Int) { self.number = number }

    isolated deinit {
        MainActor.assertIsolated()
        log.withLock { $0.append(number) }
    }
}

let log = Mutex<[Int]>([])

@main
struct Program {
    static func main() async {
        for number in 1...3 {
            let cup = Cup(number)
            Task.detached { _ = cup }
        }
        var patience = 1000
        while log.withLock({ $0.count }) < 3, patience > 0 {
            try? await Task.sleep(for: .milliseconds(2))
            patience -= 1
        }
        print(log.withLock { $0.sorted() })
    }
}
