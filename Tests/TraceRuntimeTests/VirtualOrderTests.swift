import ExampleRunner
import TestSupport
import Testing
import TraceModel

/// A row of the order table: five tasks of the main actor, each with two waits.
struct OrderRow: CustomTestStringConvertible, Sendable {
    /// A suspends the task, B blocks its thread.
    let waits: String
    let isGroup: Bool
    /// How long each task takes from its first moment on the main actor, in waits.
    let elapsed: [Int]
    let makespan: Int

    var testDescription: String { waits + (isGroup ? "" : ", one after another") }

    static let all = [
        OrderRow(waits: "AA", isGroup: true, elapsed: [2, 2, 2, 2, 2], makespan: 2),
        OrderRow(waits: "BB", isGroup: false, elapsed: [2, 2, 2, 2, 2], makespan: 10),
        OrderRow(waits: "AB", isGroup: true, elapsed: [2, 3, 4, 5, 6], makespan: 6),
        OrderRow(waits: "BA", isGroup: true, elapsed: [5, 4, 3, 2, 2], makespan: 6),
    ]
}

@Suite("The order table under the virtual clock")
struct VirtualOrderTests {
    @Test(
        "comes out exactly, in the trace and in what is printed, and in no time",
        arguments: OrderRow.all,
        [2_500, 5_000]
    )
    func row(row: OrderRow, milliseconds: Int) async throws {
        var environment = ["WAITS": row.waits, "MILLISECONDS": "\(milliseconds)"]
        if !row.isGroup { environment["IN_A_ROW"] = "" }
        func duration(_ waits: Int) -> Duration { .milliseconds(waits * milliseconds) }
        for threads in [1, 2, 8] {
            let run = try await TestProgram("virtual/order-table")
                .runVirtually(threads: threads, environment: environment)
            let lines = zip(1..., row.elapsed).map { "task \($0): \(duration($1))" }
            let printed = run.output.split(separator: "\n").map(String.init)
            #expect(printed.dropLast().sorted() == lines)
            #expect(printed.last == "makespan: \(duration(row.makespan))")
            let report = try #require(run.report)
            let traced = (1...5).compactMap { report.elapsed(ofTaskNamed: "\($0)") }
            #expect(traced == row.elapsed.map(duration))
            #expect(report.status.finished.map(Duration.nanoseconds) == duration(row.makespan))
            #expect(run.result.seconds < Double(milliseconds) / 1000)
        }
    }
}

extension RunTrace {
    /// From the first moment of a task on the main actor to its end.
    fileprivate func elapsed(ofTaskNamed name: String) -> Duration? {
        guard let task = trace.tasks.first(where: { $0.name == name }), let ended = task.ended
        else { return nil }
        let first = events.first { $0.fact == .started(task.id, on: .main) }
        return first.map { .nanoseconds(ended - $0.time) }
    }
}
