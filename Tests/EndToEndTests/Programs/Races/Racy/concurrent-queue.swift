import Dispatch

nonisolated(unsafe) var count = 0

@main struct Program {
    static func main() async {
        let queue = DispatchQueue(label: "work", attributes: .concurrent)
        await withCheckedContinuation { continuation in
            let group = DispatchGroup()
            for _ in 0..<3 {
                queue.async(group: group) {
                    count += 1  // race
                }
            }
            group.notify(queue: queue) { continuation.resume() }
        }
    }
}
