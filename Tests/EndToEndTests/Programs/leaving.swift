import Foundation

actor Store {
    func add() { usleep(10_000) }
}

@concurrent
func work(_ store: Store) async {
    await store.add()
    usleep(20_000)
    await Task.yield()
    usleep(30_000)
}

@main
struct Main {
    static func main() async {
        let store = Store()
        let first = Task(name: "first") { await work(store) }
        let second = Task(name: "second") { await work(store) }
        await first.value
        await second.value
    }
}
