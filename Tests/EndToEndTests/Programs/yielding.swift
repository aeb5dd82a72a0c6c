import Foundation

actor Store {
    func add() { usleep(100) }
}

@concurrent
func work(_ store: Store) async {
    for number in 1...100 {
        await store.add()
        await Task.yield()
        print(number)
    }
}

@main
struct Main {
    static func main() async {
        let store = Store()
        await Task(name: "worker") { await work(store) }.value
    }
}
