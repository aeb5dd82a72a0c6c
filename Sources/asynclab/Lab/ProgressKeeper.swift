import LabCore
import ProgressStore

/// Keeps what the learner does while the screen goes on: one thing after another, in the background.
///
/// What could not be written is written together with what comes next.
final class ProgressKeeper: Sendable {
    private let changes: AsyncStream<[ProgressChange]>.Continuation
    private let work: Task<ProgressError?, Never>

    /// Keeps in a store.
    ///
    /// - Parameters:
    ///   - store: where to.
    ///   - known: what was read from it; it counts where the file is damaged meanwhile.
    ///   - notice: told in one line what goes wrong, each thing once. On any thread.
    init(
        _ store: ProgressStore,
        known: Progress,
        notice: @escaping @Sendable (String) -> Void
    ) {
        let (stream, continuation) = AsyncStream.makeStream(of: [ProgressChange].self)
        changes = continuation
        work = Task.detached {
            var (known, waiting, problem) = (known, [ProgressChange](), ProgressError?.none)
            for await more in stream {
                waiting += more
                do throws(ProgressError) {
                    let kept = try await store.add(waiting, known: known)
                    (known, waiting, problem) = (kept.progress, [], nil)
                    if let text = kept.notice { notice(text) }
                } catch {
                    if problem != error { notice(error.oneLine) }
                    problem = error
                }
            }
            return problem
        }
    }

    /// Takes something to keep.
    func keep(_ more: [ProgressChange]) { changes.yield(more) }

    /// Waits until everything is kept.
    ///
    /// - Returns: why some of it is not.
    func finish() -> ProgressError? {
        changes.finish()
        return Blocking.wait { [work] in await work.value }
    }
}
