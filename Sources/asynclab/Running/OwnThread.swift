import Glibc

/// A thread of the system for work that waits: on a thread of the pool it would hold up other tasks.
enum OwnThread {
    /// Runs `body` on a new thread, to its end.
    ///
    /// - Throws: what `body` throws; where there is no thread to be had, it runs on that of the caller.
    static func run(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            let work = Work { continuation.resume(with: Result(catching: body)) }
            let argument = Unmanaged.passRetained(work)
            var thread = pthread_t()
            let status = pthread_create(&thread, nil, runWork, argument.toOpaque())
            if status == 0 {
                pthread_detach(thread)
            } else {
                argument.takeRetainedValue().body()
            }
        }
    }

    fileprivate final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}

private func runWork(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<OwnThread.Work>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
