/// Stops one run, from any thread, at any time.
public final class RunHandle: Sendable {
    private let requests: AsyncStream<Never>
    private let continuation: AsyncStream<Never>.Continuation

    /// A handle for one run.
    public init() {
        (requests, continuation) = AsyncStream.makeStream()
    }

    /// Asks for the end of the run.
    ///
    /// Before the run it prevents it; after it, or twice, it does nothing.
    public func stop() {
        continuation.finish()
    }

    /// Waits until somebody asks, or the task is cancelled.
    func waitForStop() async {
        for await _ in requests {}
    }
}
