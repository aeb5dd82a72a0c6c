import Curriculum
import Grading
import LabCore
import Testing
import TraceModel

@Suite("An exercise")
struct ExerciseTests {
    private typealias Fixture = ExerciseFixture
    private let starter = ExerciseFixture.exercise.starter

    private func id(_ number: Int) -> RunID { RunID(rawValue: number) }

    @Test("is checked as it is on the screen, and keeps that it was tried")
    func check() {
        var state = Fixture.state()
        #expect(Fixture.press(.exercise(.check), in: &state) == [Fixture.check(1, starter)])
        #expect(state.check?.schedules == 0)
        #expect(update(&state, .checked(id(1), .tried(schedules: 40))) == [])
        #expect(state.check?.schedules == 40)
        #expect(Fixture.judge(1, Fixture.fault, in: &state) == [Fixture.attempted(false)])
        #expect(state.check == nil)
        #expect(state.judgementOfProgram?.verdict == Fixture.fault)
        #expect(state.run?.phase == .ended(.exited(0)))
        #expect(!state.isPassed)
        // The task that is spoken of is looked at.
        #expect(state.selectedTask == LessonFixture.child)
        #expect(state.focus == .lesson)
    }

    @Test("shows the run by which it is wrong, and behind it what was wanted")
    func runs() throws {
        var state = Fixture.state()
        _ = Fixture.press(.exercise(.check), in: &state)
        var broken = RunState(id: id(99))
        for report in LessonFixture.reports.prefix(2) { broken.apply(report) }
        broken.apply(.ended(.stopped("deadlock"), at: 5, inGoodOrder: false))
        _ = Fixture.judge(1, Fixture.fault, run: broken, in: &state)
        #expect(state.run?.phase == .ended(.stopped("deadlock")))
        #expect(state.runAbove == nil)
        _ = Fixture.press(.timeline(.toggleThreads), in: &state)
        #expect(state.run?.picture.grouping == .threads)
        var right = RunState(id: id(99))
        for report in LessonFixture.reports { right.apply(report) }
        _ = update(&state, .checked(id(1), .wanted(right)))
        #expect(state.runAbove?.phase == .ended(.exited(0)))
        // Two runs are compared task by task.
        #expect(state.run?.picture.grouping == .tasks)
        let ids = try [#require(state.run).id, #require(state.runAbove).id]
        #expect(Set(ids).count == 2)
        // The next check need not run the solution again.
        let own = Fixture.own("let b = 2\n")
        #expect(
            update(&state, .copyRead(Fixture.place, own, isSaved: true)).first
                == Fixture.check(3, own, wantsSolutionRun: false)
        )
    }

    @Test("is checked at each save that changes it, once what is under way is stopped")
    func saves() {
        var state = Fixture.state()
        #expect(update(&state, .copySaved(Fixture.place)) == [.readCopy(Fixture.edit)])
        let first = Fixture.own("let b = 1\n")
        let second = Fixture.own("let b = 2\n")
        let read = { LabEvent.copyRead(Fixture.place, $0, isSaved: true) }
        #expect(update(&state, read(Fixture.own(starter.source))) == [])
        #expect(update(&state, read(first)) == [Fixture.check(1, first)])
        #expect(update(&state, read(second)) == [.stop(id(1))])
        #expect(
            update(&state, .checked(id(1), .failed(["Stopped."]))) == [Fixture.check(2, second)]
        )
        #expect(state.exerciseState.problem == [])
        _ = Fixture.judge(2, Fixture.fault, in: &state)
        #expect(state.judgementOfProgram != nil)
        // A run is stopped for it, too.
        _ = Fixture.press(.run, in: &state)
        #expect(update(&state, read(first)) == [.stop(id(3))])
        let stopped = RunReport.ended(.stopped("asked"), at: 1, inGoodOrder: false)
        #expect(update(&state, .reported(id(3), stopped)) == [Fixture.check(4, first)])
    }

    @Test("that was not changed since its check keeps its verdict")
    func unchanged() {
        var state = Fixture.state()
        _ = Fixture.press(.exercise(.check), in: &state)
        _ = Fixture.judge(1, Fixture.fault, in: &state)
        #expect(Fixture.press(.exercise(.check), in: &state) == [])
        #expect(state.notice == "It is as it was checked: the verdict stands.")
        // Where another run is on the screen, that of the check comes back.
        _ = Fixture.press(.run, in: &state)
        for report in LessonFixture.reports { _ = update(&state, .reported(id(2), report)) }
        #expect(state.judgement != nil)
        #expect(Fixture.press(.exercise(.check), in: &state) == [Fixture.check(3, starter)])
    }

    @Test("is checked no more after Esc, and what the check still says does no harm")
    func stop() {
        var state = Fixture.state()
        _ = Fixture.press(.exercise(.check), in: &state)
        #expect(Fixture.press(.stop, in: &state) == [.stop(id(1))])
        #expect(state.check?.isStopping == true)
        #expect(Fixture.press(.exercise(.check), .run, .edit, in: &state) == [])
        #expect(state.notice == "The check is being stopped.")
        #expect(update(&state, .checked(id(1), .failed(["Stopped."]))) == [])
        #expect(state.check == nil && state.run == nil)
        #expect(state.exerciseState.problem == [])
        #expect(update(&state, .checked(id(1), .judged(Verdict(), run: nil))) == [])
        #expect(!state.isPassed)
    }

    @Test("lets nothing else be begun while it is checked, and says so")
    func busy() {
        var state = Fixture.state()
        _ = Fixture.press(.changeClock, .exercise(.check), in: &state)
        let keys: [Command] = [
            .run, .edit, .exercise(.check), .exercise(.reset), .pauseOrResume, .stepForward,
            .faster,
        ]
        for key in keys {
            #expect(Fixture.press(key, in: &state) == [])
            #expect(state.notice == "It is being checked. Esc stops it.", "\(key)")
        }
        #expect(Fixture.press(.quit, in: &state) == [.stop(id(1)), .quit])
    }

    @Test("that is left while it is checked is stopped; a verdict that still comes is kept")
    func leave() {
        var state = Fixture.state()
        _ = Fixture.press(.exercise(.check), in: &state)
        let effects = Fixture.press(.previousStep, in: &state)
        #expect(effects.first == .stop(id(1)))
        let late = update(&state, .checked(id(1), .judged(Verdict(), run: nil)))
        #expect(late == [Fixture.attempted(true)])
        #expect(state.runs.isEmpty && state.focus == .lesson)
        _ = Fixture.press(.nextStep, in: &state)
        #expect(state.isPassed)
    }

    @Test("says why a check came to nothing")
    func failed() {
        var state = Fixture.state()
        _ = Fixture.press(.exercise(.check), in: &state)
        #expect(update(&state, .checked(id(1), .failed(["Error: no swiftc."]))) == [])
        #expect(state.exerciseState.problem == ["Error: no swiftc."])
        #expect(state.run == nil)
        _ = Fixture.press(.exercise(.check), in: &state)
        #expect(state.exerciseState.problem == [])
    }

    @Test("is opened at what is to be done, else where it is wrong")
    func edit() {
        var state = Fixture.state()
        #expect(Fixture.press(.edit, in: &state) == [.edit(Fixture.edit)])
        let own = Fixture.own("let a = 1\nlet b = 1\nlet c = 1\n")
        _ = update(&state, .copyRead(Fixture.place, own, isSaved: true))
        #expect(state.editable?.line == 1)
        let wrong = Verdict(fault: Fault(.order, "No.", line: 3))
        _ = Fixture.judge(1, wrong, in: &state)
        #expect(state.editable?.line == 3)
    }

    @Test("runs without a check, as the learner has it")
    func run() {
        var state = Fixture.state()
        #expect(Fixture.press(.run, in: &state) == [.run(id(1), starter, ClockSettings())])
        for report in LessonFixture.reports { _ = update(&state, .reported(id(1), report)) }
        let own = Fixture.own("let b = 1\n")
        _ = update(&state, .copyRead(Fixture.place, own, isSaved: false))
        #expect(state.judgement == nil)
        #expect(Fixture.press(.run, in: &state) == [.run(id(2), own, ClockSettings())])
    }

    @Test("has hints one at a time, which are kept, and can be put away")
    func hints() {
        var state = Fixture.state()
        let kept = {
            LabEffect.keep([.hinted(exercise: "two-letters", lesson: "letters", count: $0)])
        }
        #expect(Fixture.press(.exercise(.hint), in: &state) == [kept(1)])
        #expect(state.notice == "Hint 1 of 2. h shows the next.")
        #expect(Fixture.press(.exercise(.hint), in: &state) == [kept(2)])
        #expect(state.exerciseState.hintsSeen == 2)
        #expect(Fixture.press(.exercise(.hint), in: &state) == [])
        #expect(!state.exerciseState.isShowingHints)
        #expect(Fixture.press(.exercise(.hint), in: &state) == [])
        #expect(state.exerciseState.isShowingHints)
    }

    @Test("shows a solution at once to who has passed, else to who asks twice")
    func solution() {
        var state = Fixture.state()
        _ = Fixture.press(.exercise(.solution), in: &state)
        #expect(state.shownSolution == nil)
        // Another key in between, and it is not meant any more.
        _ = Fixture.press(.scrollDown, .exercise(.solution), in: &state)
        #expect(state.shownSolution == nil)
        _ = Fixture.press(.exercise(.solution), in: &state)
        #expect(state.shownProgram == Fixture.exercise.solution)
        _ = Fixture.press(.stop, in: &state)
        #expect(state.shownProgram == starter)
        _ = Fixture.press(.exercise(.check), in: &state)
        _ = Fixture.judge(1, Verdict(), in: &state)
        _ = Fixture.press(.exercise(.solution), in: &state)
        #expect(state.shownSolution != nil)
        _ = Fixture.press(.previousStep, .nextStep, in: &state)
        #expect(state.shownSolution == nil && state.isPassed)
    }

    @Test("can be begun again by who asks twice")
    func reset() {
        var state = Fixture.state()
        #expect(Fixture.press(.exercise(.reset), .exercise(.reset), in: &state) == [])
        let own = Fixture.own("let b = 1\n")
        _ = update(&state, .copyRead(Fixture.place, own, isSaved: true))
        _ = Fixture.judge(1, Fixture.fault, in: &state)
        #expect(Fixture.press(.exercise(.reset), .scrollUp, .exercise(.reset), in: &state) == [])
        let effects = Fixture.press(.exercise(.reset), in: &state)
        #expect(effects == [.reset(state.editable ?? Fixture.edit)])
        #expect(state.judgement != nil)
        _ = update(&state, .exerciseReset(Fixture.place, Fixture.own(starter.source)))
        #expect(state.judgement == nil && state.run == nil)
        #expect(state.program?.source == starter.source)
    }

    @Test("is done when it was passed, not when it was seen")
    func standing() throws {
        var state = Fixture.state(step: 0)
        _ = Fixture.press(.nextStep, in: &state)
        let lesson = Fixture.lesson
        #expect(state.progress.standing(in: lesson) == .at(step: 1))
        #expect(state.progress.minutesLeft(of: lesson) == 5)
        _ = Fixture.press(.exercise(.check), in: &state)
        _ = Fixture.judge(1, Verdict(), in: &state)
        #expect(state.progress.standing(in: lesson) == .done)
        // It stays so, also where a later check fails.
        _ = update(&state, .copyRead(Fixture.place, Fixture.own("x"), isSaved: true))
        _ = Fixture.judge(2, Fixture.fault, in: &state)
        #expect(state.isPassed)
        #expect(Fixture.state(state.progress).isPassed)
    }

    @Test("is asked for in vain at other steps, which say so")
    func elsewhere() {
        var state = Fixture.state(step: 0)
        let notices: [(ExerciseCommand, String)] = [
            (.check, "There is nothing to check: this step is no exercise."),
            (.hint, "There is no hint: this step is no exercise."),
            (.solution, "There is no solution: this step is no exercise."),
            (.reset, "There is nothing to reset: this step is no exercise."),
        ]
        for (command, notice) in notices {
            #expect(Fixture.press(.exercise(command), in: &state) == [])
            #expect(state.notice == notice)
        }
        var program = LabState(subject: .program(LessonFixture.program))
        #expect(Fixture.press(.exercise(.check), in: &program) == [])
        #expect(program.notice == "Exercises belong to lessons: this is one program.")
    }
}
