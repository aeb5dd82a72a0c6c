// Something of all that asynclab sees: an actor and hops to it, a task that starts at once, a group,
// sleeps, a blocking call; with output in one order.
import Glibc

actor Counter {
    private(set) var value = 0
    func add(_ number: Int) -> Int {
        value += number
        return value
    }
}

@main
struct Program {
    static func main() async {
        let counter = Counter()
        _ = await counter.add(0)
        print("hopped")
        await Task.immediate(name: "at once") { print("at once") }.value
        await withTaskGroup { group in
            for number in 1...3 {
                group.addTask(name: "child \(number)") {
                    if number == 2 { usleep(1_000) }
                    try? await Task.sleep(for: .milliseconds(2))
                    _ = await counter.add(number)
                }
            }
        }
        async let total = counter.value
        print("group", await total)
    }
}
