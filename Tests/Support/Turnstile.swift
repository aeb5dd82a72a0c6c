/// Lets a few in at a time, in the order in which they come.
///
/// Programs under test share the machine with each other: too many at once, and all are late.
public actor Turnstile {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// A turnstile that lets `width` in at a time.
    public init(width: Int) {
        free = width
    }

    /// Does something when it is its turn.
    ///
    /// - Returns: what `body` returns.
    /// - Throws: what `body` throws.
    public func pass<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
