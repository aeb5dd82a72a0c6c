import Dispatch

@MainActor final class Model {
    var items: [Int] = []
    func add(_ item: Int) { items.append(item) }
}

@main struct Program {
    static func main() async {
        let model = await Model()
        await withTaskGroup(of: Void.self) { group in
            for item in 0..<4 {
                group.addTask {
                    await model.add(item)
                    await withCheckedContinuation { continuation in
                        DispatchQueue.main.async {
                            MainActor.assumeIsolated { model.add(-item) }
                            continuation.resume()
                        }
                    }
                    await MainActor.run { model.items.reverse() }
                }
            }
        }
        print(await model.items.count)
    }
}
