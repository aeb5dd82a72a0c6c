// Tasks of the main actor start in the order in which they were made.
@main
struct Program {
    static func main() async {
        var order: [Int] = []
        let tasks = (1...20).map { number in
            Task { @MainActor in order.append(number) }
        }
        print("none yet:", order.isEmpty)
        for task in tasks { await task.value }
        print(order)
    }
}
