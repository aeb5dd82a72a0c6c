// Five tasks are ready at once: the schedule decides who comes first. And numbers by chance.
import Foundation

actor Log {
    private(set) var names: [Int] = []
    func add(_ name: Int) { names.append(name) }
}

@main
struct Program {
    static func main() async {
        let log = Log()
        await withTaskGroup { group in
            for number in 1...5 { group.addTask { await log.add(number) } }
        }
        print("pool:", await log.names)
        await mainActor()
        var generator = SystemRandomNumberGenerator()
        print("random:", Int.random(in: 0..<1_000_000), generator.next(), Bool.random())
        print("shuffled:", (1...10).shuffled(), UUID())
        print("set:", Set(1...10), ["a": 1, "b": 2, "c": 3])
    }

    @MainActor static func mainActor() async {
        var order: [Int] = []
        let tasks = (1...5).map { number in Task { @MainActor in order.append(number) } }
        for task in tasks { await task.value }
        print("main:", order)
    }
}
