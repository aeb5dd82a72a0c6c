nonisolated(unsafe) var answer = 0

@main struct Program {
    static func main() async {
        nonisolated(unsafe) var helper: Task<Void, Never>?
        await withCheckedContinuation { continuation in
            helper = Task.detached {
                continuation.resume()
                answer = 42  // race
            }
        }
        answer += 1  // race
        await helper?.value
    }
}
