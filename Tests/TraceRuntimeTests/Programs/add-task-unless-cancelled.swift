// A cancelled group takes no further children with addTaskUnlessCancelled.
@main
struct Program {
    static func main() async {
        await withTaskGroup(of: Int.self) { group in
            print("first added:", group.addTaskUnlessCancelled { 1 })
            group.cancelAll()
            print("second added:", group.addTaskUnlessCancelled { 2 })
            group.addTask { Task.isCancelled ? 30 : 3 }
            print("cancelled:", group.isCancelled)
            var sum = 0
            for await number in group { sum += number }
            print("sum:", sum)
            print("empty:", group.isEmpty)
        }
    }
}
