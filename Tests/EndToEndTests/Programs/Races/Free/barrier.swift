import Dispatch

final class Store: @unchecked Sendable {
    private let queue = DispatchQueue(label: "store", attributes: .concurrent)
    private var values: [Int] = []

    func add(_ value: Int) { queue.sync(flags: .barrier) { values.append(value) } }
    var count: Int { queue.sync { values.count } }
}

@main struct Program {
    static func main() async {
        let store = Store()
        await withTaskGroup(of: Int.self) { group in
            for value in 0..<4 {
                group.addTask {
                    store.add(value)
                    return store.count
                }
            }
        }
        print(store.count)
    }
}
