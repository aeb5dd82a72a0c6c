// A discarding group waits for its children and keeps no values.
import Synchronization

let count = Atomic(0)

@main
struct Program {
    static func main() async {
        await withDiscardingTaskGroup { group in
            for _ in 1...50 {
                group.addTask {
                    await Task.yield()
                    count.add(1, ordering: .relaxed)
                }
            }
        }
        print("children:", count.load(ordering: .relaxed))
    }
}
