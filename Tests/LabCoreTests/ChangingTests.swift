import Curriculum
import LabCore
import Testing
import TraceModel

@Suite("A program that the learner changes")
struct ChangingTests {
    private static let change = Change(
        lines: 2...2,
        solution: ["let b = 3"],
        goal: [Claim(.makespan, is: .seconds(2), line: 1)]
    )

    private static let lesson = Lesson(
        id: "test",
        number: 7,
        title: "A test",
        minutes: 5,
        steps: [
            Step(id: "run", title: "Run", program: LessonFixture.program),
            Step(id: "change", title: "Change", program: LessonFixture.program, change: change),
        ]
    )

    private let place = StepPlace(lesson: "test", step: "change")
    private let original = LessonFixture.program

    private func state(step: Int = 1) -> LabState {
        var state = LabState(subject: .lesson(Self.lesson, step: 0))
        for _ in 0..<step { _ = update(&state, .commanded(.nextStep)) }
        return state
    }

    private func copy(_ source: String) -> ProgramReference {
        ProgramReference(
            name: "sleepy",
            path: "/copies/sleepy.swift",
            source: source,
            settings: ProgramSettings()
        )
    }

    private var changed: ProgramReference { copy("let a = 1\nlet c = 3\nlet b = 2\n") }

    /// Lets a run come to its end.
    private func finish(_ run: Int, _ state: inout LabState) -> [LabEffect] {
        LessonFixture.reports.flatMap {
            update(&state, .reported(RunID(rawValue: run), $0))
        }
    }

    private func run(_ number: Int, _ program: ProgramReference) -> LabEffect {
        .run(RunID(rawValue: number), program, ClockSettings())
    }

    @Test("is opened in the editor at its place, where the step has one")
    func edit() {
        var state = state()
        #expect(
            update(&state, .commanded(.edit))
                == [.edit(EditRequest(place: place, original: original, line: 2))]
        )
        var other = self.state(step: 0)
        #expect(update(&other, .commanded(.edit)) == [])
        #expect(other.notice == "There is nothing to change at this step.")
    }

    @Test("is read when its file is saved, and runs after the lesson's own has")
    func firstSave() {
        var state = state()
        #expect(
            update(&state, .copySaved(place))
                == [.readCopy(EditRequest(place: place, original: original, line: 2))]
        )
        #expect(update(&state, .copyRead(place, changed, isSaved: true)) == [run(1, original)])
        #expect(state.changedLines == 2...3)
        #expect(finish(1, &state) == [run(2, changed)])
        #expect(state.runBefore?.id == RunID(rawValue: 1))
        #expect(state.goalOutcomes.isEmpty)
        #expect(finish(2, &state) == [])
        #expect(state.run?.id == RunID(rawValue: 2))
        let outcome = state.goalOutcomes.first
        #expect(outcome?.isReached == false)
        #expect(outcome?.before == outcome?.now)
    }

    @Test("runs at once where the lesson's own has run, at this step or an earlier one")
    func laterSave() {
        var state = state(step: 0)
        _ = update(&state, .commanded(.run))
        _ = finish(1, &state)
        _ = update(&state, .commanded(.nextStep))
        #expect(update(&state, .copyRead(place, changed, isSaved: true)) == [run(2, changed)])
        #expect(state.runBefore?.id == RunID(rawValue: 1))
    }

    @Test("that is saved while it runs is stopped, and runs again as it is then")
    func saveWhileRunning() {
        var state = state()
        _ = update(&state, .copyRead(place, changed, isSaved: true))
        _ = finish(1, &state)
        let better = copy("let a = 1\nlet b = 4\n")
        #expect(
            update(&state, .copyRead(place, better, isSaved: true)) == [.stop(RunID(rawValue: 2))]
        )
        let stopped = RunReport.ended(.stopped("asked"), at: 1, inGoodOrder: false)
        #expect(
            update(&state, .reported(RunID(rawValue: 2), stopped)) == [run(3, better)]
        )
    }

    @Test("is not run where it was only opened, or is as it was")
    func noRun() {
        var state = state()
        #expect(update(&state, .copyRead(place, changed, isSaved: false)) == [])
        #expect(state.copy == changed)
        #expect(update(&state, .copyRead(place, changed, isSaved: true)) == [])
        let elsewhere = StepPlace(lesson: "test", step: "run")
        #expect(update(&state, .copyRead(elsewhere, copy("x"), isSaved: true)) == [])
        #expect(state.copy == changed)
    }

    @Test("is what r runs, together with the lesson's own where that has not run")
    func runKey() {
        var state = state()
        _ = update(&state, .copyRead(place, changed, isSaved: false))
        #expect(update(&state, .commanded(.run)) == [run(1, original)])
        #expect(finish(1, &state) == [run(2, changed)])
        _ = finish(2, &state)
        #expect(update(&state, .commanded(.run)) == [run(3, changed)])
    }

    @Test("that is as the lesson has it again has no run of its own")
    func changedBack() {
        var state = state()
        _ = update(&state, .copyRead(place, changed, isSaved: true))
        _ = finish(1, &state)
        _ = finish(2, &state)
        let back = copy(original.source)
        #expect(update(&state, .copyRead(place, back, isSaved: true)) == [run(3, original)])
        #expect(state.runBefore == nil)
    }

    @Test("does not run after Esc, nor at another step")
    func stopped() {
        var state = state()
        _ = update(&state, .copyRead(place, changed, isSaved: true))
        #expect(update(&state, .commanded(.stop)) == [.stop(RunID(rawValue: 1))])
        #expect(finish(1, &state) == [])
        var left = self.state()
        _ = update(&left, .copyRead(place, changed, isSaved: true))
        _ = update(&left, .commanded(.previousStep))
        #expect(finish(1, &left) == [])
    }

    @Test("is judged by what its run comes to")
    func goal() {
        let goal = Claim(.makespan, is: .seconds(1), line: 1)
        let change = Change(lines: 2...2, solution: [], goal: [goal])
        let step = Step(id: "change", title: "C", program: original, change: change)
        let lesson = Lesson(id: "test", number: 7, title: "A", minutes: 5, steps: [step])
        var state = LabState(subject: .lesson(lesson, step: 0))
        _ = update(&state, .copyRead(place, changed, isSaved: true))
        _ = finish(1, &state)
        _ = finish(2, &state)
        #expect(state.goalOutcomes.first?.isReached == true)
        // A copy that does not compile is judged by nothing.
        _ = update(&state, .commanded(.run))
        _ = update(&state, .reported(RunID(rawValue: 3), .failed(["error: x"])))
        #expect(state.goalOutcomes.isEmpty)
        #expect(state.runBefore != nil)
    }
}
