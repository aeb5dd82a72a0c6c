// Unsafe continuations kept in an actor and resumed in another order by another task.
actor Desk {
    private var waiting: [Int: UnsafeContinuation<String, Never>] = [:]

    func wait(_ number: Int) async -> String {
        await withUnsafeContinuation { waiting[number] = $0 }
    }

    func count() -> Int { waiting.count }

    func call(_ number: Int) {
        waiting.removeValue(forKey: number)?.resume(returning: "number \(number)")
    }
}

@main
struct Program {
    static func main() async {
        let desk = Desk()
        let tasks = (1...5).map { number in Task { await desk.wait(number) } }
        while await desk.count() < 5 { await Task.yield() }
        for number in [3, 1, 5, 2, 4] {
            await desk.call(number)
            print(await tasks[number - 1].value)
        }
        print("waiting", await desk.count())
    }
}
