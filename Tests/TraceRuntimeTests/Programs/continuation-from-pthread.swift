// A continuation resumed from a bare pthread that the Swift runtime does not know.
import Foundation

final class Box: Sendable {
    let continuation: CheckedContinuation<Int, Never>
    init(_ continuation: CheckedContinuation<Int, Never>) { self.continuation = continuation }
}

@main
struct Program {
    static func main() async {
        var sum = 0
        for number in 1...5 {
            sum += number * (await oneFromThread())
        }
        print("sum", sum)
    }

    static func oneFromThread() async -> Int {
        await withCheckedContinuation { continuation in
            let box = Unmanaged.passRetained(Box(continuation))
            var thread = pthread_t()
            pthread_create(
                &thread,
                nil,
                { argument in
                    usleep(2000)
                    guard let argument else { return nil }
                    let box = Unmanaged<Box>.fromOpaque(argument).takeRetainedValue()
                    box.continuation.resume(returning: 1)
                    return nil
                },
                box.toOpaque()
            )
            pthread_detach(thread)
        }
    }
}
