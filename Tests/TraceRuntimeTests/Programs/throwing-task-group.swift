// An error leaves a throwing group, and its siblings are cancelled.
import Synchronization

enum KitchenError: Error {
    case outOfMilk
}

let cancelled = Atomic(0)

@main
struct Program {
    static func main() async {
        do {
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...3 {
                    group.addTask {
                        do {
                            try await Task.sleep(for: .seconds(30))
                        } catch is CancellationError {
                            cancelled.add(1, ordering: .relaxed)
                        }
                        return 1
                    }
                }
                group.addTask {
                    try await Task.sleep(for: .milliseconds(5))
                    throw KitchenError.outOfMilk
                }
                for try await _ in group {}
            }
            print("no error")
        } catch {
            print("caught", error)
        }
        print("siblings cancelled:", cancelled.load(ordering: .relaxed))
    }
}
