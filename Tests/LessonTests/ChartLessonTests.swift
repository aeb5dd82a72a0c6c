import Curriculum
import Grading
import Testing
import TraceModel

/// What lessons say of their charts is so in the runs that these are drawn of.
@Suite("Charts of lessons")
struct ChartLessonTests {
    /// The numbers of a step's chart, in hundredths of a second: exact under the virtual clock, and of a
    /// live run.
    private func numbers(_ lesson: String, _ id: String) async throws -> [TraceClock: [Double]] {
        let course = try Course.own.get()
        let step = try #require(course.lessons.first { $0.id == lesson }?.step(id: id))
        let chart = try #require(step.chart)
        var numbers: [TraceClock: [Double]] = [:]
        for clock in TraceClock.allCases {
            let trace = try await #require(step.program).run(clock)
            let values = trace.values(of: chart)
            numbers[clock] = values.map(\.seconds)
        }
        return numbers
    }

    /// Live runs are late by themselves: by no more than a machine that is busy makes them.
    private func isNear(_ live: [Double]?, _ exact: [Double]) -> Bool {
        guard let live, live.count == exact.count else { return false }
        return zip(live, exact).allSatisfy { abs($0 - $1) < 0.2 }
    }

    private func expect(
        _ lesson: String,
        _ id: String,
        shows exact: [Double],
        location: SourceLocation = #_sourceLocation
    ) async throws {
        // A busy machine may be later than that, once.
        for _ in 0..<3 {
            let found = try await numbers(lesson, id)
            #expect(found[.virtual] == exact, sourceLocation: location)
            if isNear(found[.live], exact) { return }
        }
        Issue.record("the live run shows something else", sourceLocation: location)
    }

    @Test("each download is ready for as long as the calls before it take")
    func stuck() async throws {
        let exact = [0, 0.5, 1, 1.5, 2]
        try await expect("sleeping-and-blocking", "stuck-and-ready", shows: exact)
    }

    @Test("the download that starts first takes longest, the last two as long as one alone")
    func elapsed() async throws {
        let exact = [1.25, 1, 0.75, 0.5, 0.5]
        try await expect("the-order-of-things", "from-start-to-end", shows: exact)
    }

    @Test("the sooner a timer is due, the longer its job is in the queue")
    func queue() async throws {
        // Of eggs, tea, rice and cleaning, which is never kept waiting.
        let exact = [0.2, 0.4, 0.3, 0]
        try await expect("inside-the-event-loop", "longest-in-the-queue", shows: exact)
    }

    @Test("are in two lessons or more, and each says what one sees")
    func all() throws {
        let lessons = try Course.own.get().lessons
        let charted = lessons.filter { $0.steps.contains { $0.chart != nil } }
        #expect(charted.count >= 2)
        for chart in lessons.flatMap(\.steps).compactMap(\.chart) {
            #expect(chart.note.hasSuffix("."))
        }
    }
}
