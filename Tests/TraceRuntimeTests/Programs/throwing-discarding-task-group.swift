// The first error of a throwing discarding group cancels the rest without being awaited.
import Synchronization

enum KitchenError: Error {
    case outOfTea
}

let cancelled = Atomic(0)

@main
struct Program {
    static func main() async {
        do {
            try await withThrowingDiscardingTaskGroup { group in
                for _ in 1...4 {
                    group.addTask {
                        try? await Task.sleep(for: .seconds(30))
                        if Task.isCancelled { cancelled.add(1, ordering: .relaxed) }
                    }
                }
                group.addTask {
                    try await Task.sleep(for: .milliseconds(5))
                    throw KitchenError.outOfTea
                }
            }
        } catch {
            print("caught", error)
        }
        print("cancelled:", cancelled.load(ordering: .relaxed))
    }
}
