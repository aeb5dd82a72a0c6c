nonisolated(unsafe) var answer = 0

@main struct Program {
    static func main() async {
        for round in 0..<3 {
            let value = await withCheckedContinuation { continuation in
                Task.detached {
                    answer += 1
                    continuation.resume(returning: round)
                }
            }
            answer += value
        }
        let value = await withUnsafeContinuation { continuation in
            answer += 1
            continuation.resume(returning: 1)
        }
        answer += value
        print(answer)
    }
}
