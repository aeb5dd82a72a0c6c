import Curriculum
import LabCore
import Testing
import TraceModel

@Suite("Two runs held against each other")
struct ComparingTests {
    private func report(_ run: Int, _ reports: [RunReport], _ state: inout LabState) {
        for report in reports {
            _ = update(&state, .reported(RunID(rawValue: run), report))
        }
    }

    /// The program has run so many times.
    private func state(runs: Int) -> LabState {
        var state = LabState(subject: .program(LessonFixture.program))
        for run in 0..<runs {
            _ = update(&state, .commanded(.run))
            report(run + 1, LessonFixture.reports, &state)
        }
        return state
    }

    @Test("are the last run of a program and the one before it, and only where both are over")
    func again() throws {
        var state = state(runs: 1)
        _ = update(&state, .commanded(.toggleComparison))
        #expect(!state.isComparing && state.comparison == nil)
        #expect(state.notice?.contains("Press r to run it again") == true)
        _ = update(&state, .commanded(.run))
        report(2, Array(LessonFixture.reports.dropLast()), &state)
        #expect(!state.canCompare)
        _ = update(&state, .commanded(.toggleComparison))
        #expect(state.notice == "It can be compared when the run has ended.")
        report(2, LessonFixture.reports.suffix(1), &state)
        #expect(state.canCompare && state.runAbove == nil)
        _ = update(&state, .commanded(.toggleComparison))
        let comparison = try #require(state.comparison)
        #expect(comparison.pairs.count == 2)
        #expect(comparison.makespan == TimeChange(before: 1_000_000_100, now: 1_000_000_100))
        #expect(state.runAbove?.id == RunID(rawValue: 1))
        #expect(state.focus == .timeline)
        _ = update(&state, .commanded(.stop))
        #expect(!state.isComparing && state.comparison == nil && state.runAbove == nil)
    }

    @Test("are made anew when the program has run once more")
    func onceMore() {
        var state = state(runs: 2)
        _ = update(&state, .commanded(.toggleComparison))
        _ = update(&state, .commanded(.run))
        #expect(state.comparison == nil && state.isComparing)
        #expect(state.runAbove?.id == RunID(rawValue: 2))
        report(3, Array(LessonFixture.reports.dropLast()), &state)
        report(3, [.ended(.exited(0), at: 3_000_000_000, inGoodOrder: true)], &state)
        #expect(
            state.comparison?.makespan == TimeChange(before: 1_000_000_100, now: 3_000_000_000)
        )
    }

    @Test("are of runs that ended: one that did not compile is no run before")
    func failed() {
        var state = state(runs: 1)
        _ = update(&state, .commanded(.run))
        report(2, [.failed(["error: no"])], &state)
        #expect(!state.canCompare)
        _ = update(&state, .commanded(.run))
        report(3, LessonFixture.reports, &state)
        _ = update(&state, .commanded(.toggleComparison))
        #expect(state.runAbove?.id == RunID(rawValue: 1))
    }

    @Test("have each task's own lane, however the run was looked at before")
    func unfolded() {
        var state = state(runs: 2)
        for command in [TimelineCommand.foldAll, .toggleThreads] {
            _ = update(&state, .commanded(.timeline(command)))
        }
        #expect(state.run?.picture.grouping == .threads)
        _ = update(&state, .commanded(.toggleComparison))
        #expect(state.run?.picture.grouping == .tasks)
        #expect(state.run?.picture.folded.isEmpty == true)
        _ = update(&state, .commanded(.timeline(.foldAll)))
        #expect(state.run?.picture.folded.isEmpty == true)
    }

    @Test("are what was wanted and what the learner's program does, at an exercise")
    func exercise() {
        var state = ExerciseFixture.state()
        _ = ExerciseFixture.press(.exercise(.check), in: &state)
        _ = ExerciseFixture.judge(1, ExerciseFixture.fault, in: &state)
        _ = update(&state, .commanded(.toggleComparison))
        #expect(state.comparison == nil)
        var right = RunState(id: RunID(rawValue: 99))
        for report in LessonFixture.reports { right.apply(report) }
        _ = update(&state, .checked(RunID(rawValue: 1), .wanted(right)))
        _ = update(&state, .commanded(.toggleComparison))
        #expect(state.comparison?.pairs.count == 2)
        #expect(state.comparison?.changed.isEmpty == true)
        // Another step has other runs.
        _ = update(&state, .commanded(.previousStep))
        #expect(state.comparison == nil)
    }

    @Test("have pairs to go through, also those that are gone")
    func pairs() {
        var run = RunState(id: RunID(rawValue: 0))
        for report in LessonFixture.reports { run.apply(report) }
        var empty = RunState(id: RunID(rawValue: 1))
        let main = LessonFixture.event(
            0,
            .created(LessonFixture.main, by: nil, origin: .unstructured, name: "main")
        )
        empty.apply(.traced([main], dropped: 0))
        empty.apply(.ended(.exited(0), at: 5, inGoodOrder: true))
        var state = LabState(kept: empty, comparedWith: run, title: "a, b", program: nil)
        #expect(state.selectedPair == 0)
        _ = update(&state, .commanded(.scrollDown))
        #expect(state.selectedPair == 1)
        #expect(state.pairLanes[1].now == nil && state.selectedTask == LessonFixture.main)
        _ = update(&state, .commanded(.pageDown))
        #expect(state.selectedPair == 1)
        _ = update(&state, .commanded(.scrollUp))
        #expect(state.selectedPair == 0)
    }

    @Test("are searched for tasks of both, also those that are gone")
    func search() {
        var run = RunState(id: RunID(rawValue: 0))
        for report in LessonFixture.reports { run.apply(report) }
        var empty = RunState(id: RunID(rawValue: 1))
        let main = LessonFixture.event(
            0,
            .created(LessonFixture.main, by: nil, origin: .unstructured, name: "main")
        )
        empty.apply(.traced([main], dropped: 0))
        empty.apply(.ended(.exited(0), at: 5, inGoodOrder: true))
        var state = LabState(kept: empty, comparedWith: run, title: "a, b", program: nil)
        func press(_ commands: SearchCommand...) {
            for command in commands { _ = update(&state, .commanded(.timeline(.search(command)))) }
        }
        press(.begin, .type("c"), .type("h"))
        #expect(state.selectedPair == 1)
        #expect(state.searchResult == "1 of 1")
        press(.cancel)
        #expect(state.selectedPair == 0)
        press(.begin, .type("i"), .accept)
        #expect(state.notice?.hasPrefix("main: 1 of 2 found") == true)
        press(.findNext)
        #expect(state.selectedPair == 1)
        #expect(state.notice?.hasPrefix("child: 2 of 2 found") == true)
        press(.findNext)
        #expect(state.selectedPair == 0)
        press(.findPrevious)
        #expect(state.selectedPair == 1)
        press(.begin, .type("x"), .accept)
        #expect(state.notice == "No task is called 'x'.")
        #expect(state.selectedPair == 1)
    }

    @Test("can be two kept ones; one alone says how")
    func kept() {
        var run = RunState(id: RunID(rawValue: 0))
        for report in LessonFixture.reports { run.apply(report) }
        let state = LabState(kept: run, comparedWith: run, title: "a, b", program: nil)
        #expect(state.isComparing && state.comparison?.pairs.count == 2)
        #expect(state.selectedTask == LessonFixture.main)
        var alone = LabState(kept: run, title: "a", program: nil)
        _ = update(&alone, .commanded(.toggleComparison))
        #expect(alone.notice == "Two kept runs are compared by: asynclab compare BEFORE NOW")
    }
}
