import Dispatch

final class Store: @unchecked Sendable {
    private let queue = DispatchQueue(label: "store")
    private var values: [Int] = []

    func add(_ value: Int) { queue.sync { values.append(value) } }
    func addLater(_ value: Int) { queue.async { self.values.append(value) } }
    var count: Int { queue.sync { values.count } }
}

@main struct Program {
    static func main() async {
        let store = Store()
        await withTaskGroup(of: Void.self) { group in
            for value in 0..<4 {
                group.addTask {
                    store.add(value)
                    store.addLater(-value)
                }
            }
        }
        print(store.count)
    }
}
