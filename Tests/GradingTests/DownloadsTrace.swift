import TestSupport
import TraceModel

/// Time unit of these traces: a hundredth of a second, in nanoseconds.
let hundredth: Nanoseconds = 10_000_000

/// A finished run of 1.50 s: "download 1" sleeps to 0.50 and blocks to 0.75; "download 2" waits for
/// the thread and ends at 1.25; "download 3" is cut off; a task without a name ends at 0.10.
func downloads() -> Trace {
    var trace = Trace([
        now(0, .created(1, by: nil, origin: .unstructured, name: nil)),
        now(0, .started(1, on: .main)),
        now(1, .created(2, by: 1, origin: .groupChild, name: "download 1")),
        now(1, .enqueued(2, on: .main, by: 1)),
        now(1, .created(3, by: 1, origin: .groupChild, name: "download 2")),
        now(1, .enqueued(3, on: .main, by: 1)),
        now(1, .created(4, by: 1, origin: .unstructured, name: "download 3")),
        now(1, .created(5, by: 1, origin: .unstructured, name: nil)),
        now(2, .stopped(1)), now(2, .started(2, on: .main)),
        now(3, .slept(2, timer: 9, until: 50 * hundredth)), now(3, .stopped(2)),
        now(5, .started(5, on: .pool), on: 1),
        now(10, .ended(5, threw: false, cancelled: false), on: 1),
        now(50, .timerFired(9), on: 2), now(50, .enqueued(2, on: .main, by: 9), on: 1),
        now(50, .started(2, on: .main)), now(50, .blocked(2, call: .usleep)),
        now(75, .unblocked(2)), now(75, .ended(2, threw: false, cancelled: false)),
        now(75, .started(3, on: .main)), now(125, .ended(3, threw: true, cancelled: false)),
    ])
    trace.end(at: 150 * hundredth, inGoodOrder: true)
    return trace
}

private func now(
    _ time: Nanoseconds,
    _ fact: TraceEvent.Fact,
    on thread: UInt16 = 0
) -> TraceEvent {
    at(time * hundredth, on: thread, fact)
}
