import LabCore
import Schedules
import Testing
import TraceModel

@Suite("Which job runs next, chosen by the learner")
struct ChoosingTests {
    private let id = RunID(rawValue: 1)
    private let main = LessonFixture.main
    private let child = LessonFixture.child
    private let tea = TaskID(rawValue: 8)
    private let cake = TaskID(rawValue: 9)

    private func effects(_ state: inout LabState, _ commands: Command...) -> [LabEffect] {
        commands.flatMap { update(&state, .commanded($0)) }
    }

    private func report(_ state: inout LabState, _ reports: RunReport..., of run: Int = 1) {
        for report in reports { _ = update(&state, .reported(RunID(rawValue: run), report)) }
    }

    private func offer(_ number: Int, _ tasks: [TaskID], choice: Int = 4) -> RunReport {
        let course = ScheduleCourse(choices: choice, chosenFingerprint: 7, threads: 2)
        return .offered(
            ReadyOffer(number: number, tasks: tasks, choice: choice, events: 9, course: course)
        )
    }

    private func created(_ task: TaskID, _ name: String) -> TraceEvent {
        LessonFixture.event(9, .created(task, by: nil, origin: .unstructured, name: name))
    }

    /// The first events of the fixture's run, and two tasks that are ready behind them.
    private var events: [TraceEvent] {
        guard case .traced(let events, _) = LessonFixture.reports[1] else { return [] }
        return events + [
            created(tea, "tea"), LessonFixture.event(9, .enqueued(tea, on: .pool, by: child)),
            LessonFixture.event(9, .enqueued(main, on: .main, by: child)),
        ]
    }

    private func running() -> LabState {
        var state = LabState(
            subject: .program(LessonFixture.program),
            clock: ClockSettings(.virtual)
        )
        _ = effects(&state, .run)
        report(&state, .compiled, .started(.virtual, seed: 0), .traced(events, dropped: 0))
        return state
    }

    /// Paused, where tea and main could run.
    private func waiting() -> LabState {
        var state = running()
        _ = effects(&state, .pauseOrResume)
        report(&state, offer(1, [tea, main]))
        return state
    }

    @Test(
        "Esc behind an x that opened nothing leaves that, and only the next one stops the program"
    )
    func escapeFromNothing() {
        var state = running()
        _ = effects(&state, .pauseOrResume)
        report(&state, offer(1, [tea]))
        _ = effects(&state, .job(.choose))
        #expect(state.notice?.hasPrefix("There is no choice: only tea") == true)
        #expect(effects(&state, .stop) == [])
        #expect(state.notice == nil)
        #expect(state.run?.isStopping == false)
        #expect(effects(&state, .stop) == [.stop(id)])
        // Nor while the list is waited for.
        var early = running()
        _ = effects(&early, .pauseOrResume, .job(.choose))
        #expect(effects(&early, .stop) == [])
        report(&early, offer(1, [tea, main]))
        #expect(early.jobChoice == nil)
        // Another key between them is another matter.
        _ = effects(&early, .pauseOrResume, .job(.choose), .toggleHelp, .toggleHelp, .toggleHelp)
        #expect(effects(&early, .stop) == [.stop(id)])
    }

    @Test("Esc closes the list of keys above the list of jobs, and that stays open")
    func escapeFromHelp() {
        var state = waiting()
        _ = effects(&state, .job(.choose), .toggleHelp)
        #expect(state.isShowingHelp)
        #expect(effects(&state, .stop) == [])
        #expect(!state.isShowingHelp)
        #expect(state.jobChoice != nil)
        _ = effects(&state, .toggleHelp, .toggleHelp)
        #expect(!state.isShowingHelp)
        #expect(state.jobChoice != nil)
    }

    /// The task that was chosen, main, has run.
    private func chosen() -> LabState {
        var state = waiting()
        _ = effects(&state, .job(.choose), .job(.take(1)))
        let choice = Schedule.Switch(choice: 4, other: 1)
        let events = [
            LessonFixture.event(9, .preferred(main, to: tea, chosen: choice)),
            LessonFixture.event(9, .started(main, on: .main)),
            LessonFixture.event(10, .stopped(main)),
        ]
        report(&state, .traced(events, dropped: 0), offer(2, [tea], choice: 5))
        return state
    }

    // MARK: Choosing

    @Test("x lists what could run, and the one that is taken is asked for")
    func choose() {
        var state = waiting()
        #expect(effects(&state, .job(.choose)) == [])
        #expect(state.jobChoice?.selected == 0)
        #expect(state.focus == .timeline)
        #expect(state.selectedTask == tea)
        #expect(effects(&state, .job(.move(1))) == [])
        #expect(state.selectedTask == main)
        #expect(effects(&state, .job(.choose)) == [.control(id, .choose(main))])
        #expect(state.jobChoice == nil)
        #expect(state.notice == "Chosen: main runs next. X takes it back.")
        #expect(state.run?.made.map { $0.task } == [main])
    }

    @Test("a number takes that one, and one that is not there says which are")
    func number() {
        var state = waiting()
        #expect(effects(&state, .job(.choose), .job(.take(4))) == [])
        #expect(state.notice == "Choose 1 to 2.")
        #expect(effects(&state, .job(.take(0))) == [.control(id, .choose(tea))])
    }

    @Test("leaving it, and any other key, closes the list")
    func leave() {
        var state = waiting()
        #expect(effects(&state, .job(.choose), .job(.leave)) == [])
        #expect(state.jobChoice == nil)
        _ = effects(&state, .job(.choose), .stepForward)
        #expect(state.jobChoice == nil)
    }

    @Test("a job whose executor is busy is listed behind the others, and refused with the reason")
    func impossible() {
        var state = running()
        _ = effects(&state, .pauseOrResume)
        let more = [
            LessonFixture.event(9, .enqueued(child, on: .main, by: nil)),
            LessonFixture.event(9, .started(main, on: .main)),
            LessonFixture.event(9, .blocked(main, call: .usleep)), created(cake, "cake"),
        ]
        report(&state, .traced(more, dropped: 0), offer(1, [tea, cake]))
        let entries = state.run?.jobEntries ?? []
        #expect(entries.map { $0.task } == [tea, cake, child])
        #expect(entries.map { $0.isPossible } == [true, true, false])
        #expect(effects(&state, .job(.choose), .job(.take(2))) == [])
        #expect(
            state.notice == "child can't be next: it waits for the main actor, which runs main."
        )
        #expect(state.jobChoice?.selected == 2)
    }

    @Test("with one job there is no choice")
    func one() {
        var state = running()
        _ = effects(&state, .pauseOrResume)
        report(&state, offer(1, [tea]))
        #expect(effects(&state, .job(.choose)) == [])
        #expect(state.notice == "There is no choice: only tea could run next. . runs it.")
        #expect(state.jobChoice == nil)
    }

    @Test("where nothing could run time passes first, and then the list opens")
    func advance() {
        var state = running()
        _ = effects(&state, .pauseOrResume)
        report(&state, offer(1, []))
        #expect(effects(&state, .job(.choose)) == [.control(id, .advance)])
        report(&state, .traced([created(cake, "cake")], dropped: 0))
        #expect(state.jobChoice == nil)
        report(&state, offer(2, [tea, cake]))
        #expect(state.jobChoice != nil)
    }

    @Test("while a job runs the list opens behind it, unless another key comes between")
    func awaited() {
        var state = running()
        _ = effects(&state, .pauseOrResume)
        #expect(effects(&state, .job(.choose)) == [])
        #expect(state.notice == "The program is still at a job: the choice comes behind that.")
        report(&state, offer(1, [tea, main]))
        #expect(state.jobChoice != nil)
        _ = effects(&state, .stepForward, .job(.choose), .toggleInspector)
        report(&state, offer(2, [tea, main]))
        #expect(state.jobChoice == nil)
    }

    @Test("where it can't be, x says what to do")
    func refusals() {
        var state = running()
        #expect(effects(&state, .job(.choose)) == [])
        #expect(state.notice == "Space pauses the program; then x chooses which job runs next.")
        var live = LabState(subject: .program(LessonFixture.program))
        _ = effects(&live, .run)
        #expect(effects(&live, .job(.choose), .job(.takeBack)) == [])
        #expect(live.notice == "v, then r: under the virtual clock a program can be paused.")
        var none = LabState(
            subject: .program(LessonFixture.program),
            clock: ClockSettings(.virtual)
        )
        _ = effects(&none, .job(.choose))
        #expect(none.notice == "Nothing runs. r runs the program, . one job at a time.")
        report(&state, .ended(.exited(0), at: 20, inGoodOrder: true))
        _ = effects(&state, .job(.choose))
        #expect(state.notice?.hasPrefix("The program has ended. , goes back to a job") == true)
    }

    // MARK: Taking back

    private func rerun(_ choices: [Schedule.Switch], to point: ChoicePoint) -> LabEffect {
        var clock = ClockSettings(.virtual)
        clock.order = Schedule.seeded(0).choosing(choices)
        return .rerun(RunID(rawValue: 2), LessonFixture.program, clock, to: point)
    }

    @Test("X runs the program again up to the choice, and shows it when it is there")
    func takeBack() {
        var state = chosen()
        #expect(effects(&state, .job(.takeBack)) == [rerun([], to: ChoicePoint(choice: 4))])
        #expect(state.run?.id == id)
        #expect(state.run?.jobCount == 3)
        report(&state, .compiled, .started(.virtual, seed: 0), .traced(events, dropped: 0), of: 2)
        #expect(state.run?.id == id)
        let again = update(&state, .reported(RunID(rawValue: 2), offer(1, [tea, main])))
        #expect(again == [.stop(id)])
        #expect(state.run?.id == RunID(rawValue: 2))
        #expect(state.run?.jobCount == 2)
        #expect(state.run?.isPaused == true)
        #expect(state.run?.made == [])
        #expect(state.jobChoice?.selected == 1)
        #expect(state.notice == "Taken back. Choose again, or Esc.")
        #expect(effects(&state, .job(.take(0))) == [.control(RunID(rawValue: 2), .choose(tea))])
    }

    @Test("a run that comes back is looked at as before, and can be held against the one before")
    func sameView() {
        var state = chosen()
        report(&state, .ended(.exited(0), at: 20, inGoodOrder: true))
        _ = effects(&state, .timeline(.foldAll), .timeline(.toggleThreads))
        let before = state.run?.picture
        #expect(before?.folded == [main])
        _ = effects(&state, .job(.takeBack))
        report(&state, .compiled, .started(.virtual, seed: 0), .traced(events, dropped: 0), of: 2)
        report(&state, offer(1, [tea, main]), of: 2)
        #expect(state.run?.id == RunID(rawValue: 2))
        #expect(state.run?.picture.grouping == .threads)
        #expect(state.run?.picture.threads.isEmpty == false)
        #expect(state.run?.picture.folded == before?.folded)
        report(&state, .ended(.exited(0), at: 20, inGoodOrder: true), of: 2)
        #expect(state.canCompare)
    }

    @Test("while it comes back nothing else is begun, and Esc leaves the run as it is")
    func escape() {
        var state = chosen()
        _ = effects(&state, .job(.takeBack))
        #expect(effects(&state, .stepForward, .run, .pauseOrResume, .job(.choose)) == [])
        #expect(state.notice?.hasPrefix("The program comes to that choice again.") == true)
        #expect(effects(&state, .stop) == [.stop(RunID(rawValue: 2))])
        #expect(effects(&state, .stepForward) == [.control(id, .step)])
    }

    @Test("a run that goes another way, or can't be had again, leaves the run as it is")
    func otherWay() {
        var state = chosen()
        _ = effects(&state, .job(.takeBack))
        report(&state, .compiled, .ended(.exited(0), at: 20, inGoodOrder: true), of: 2)
        #expect(state.run?.id == id)
        #expect(state.notice?.hasPrefix("The program went another way") == true)
        _ = effects(&state, .job(.takeBack))
        report(&state, .failed(["Error: It is gone."]), of: 3)
        #expect(state.notice == "It is gone.")
        let outside = LessonFixture.event(11, .uncontrolled(main, call: .read, address: nil))
        report(&state, .traced([outside], dropped: 0))
        #expect(effects(&state, .job(.takeBack)) == [])
        #expect(state.notice?.hasPrefix("Something takes part that nobody controls") == true)
    }

    @Test("without a choice X says so")
    func nothing() {
        var state = waiting()
        #expect(effects(&state, .job(.takeBack)) == [])
        #expect(state.notice == "Nothing was chosen in this run. x chooses which job runs next.")
    }

    @Test("at an earlier moment x asks first, and then the program comes to it again")
    func past() {
        var state = chosen()
        report(&state, .ended(.exited(0), at: 20, inGoodOrder: true))
        // To just before the job that was chosen.
        _ = effects(&state, .stepBack)
        #expect(effects(&state, .job(.choose)) == [])
        #expect(state.notice?.hasPrefix("x again: the program goes on from here") == true)
        // The job before it began with the fixture's sixth event.
        #expect(effects(&state, .job(.choose)) == [rerun([], to: ChoicePoint(events: 6))])
        report(&state, .traced(events, dropped: 0), of: 2)
        #expect(update(&state, .reported(RunID(rawValue: 2), offer(1, [tea, main]))) == [])
        #expect(state.run?.shown.isPast == false)
        #expect(state.jobChoice != nil)
    }

    // MARK: What comes of it

    @Test("the learner's choices are a schedule, as soon as the program has told how it went")
    func schedule() {
        #expect(waiting().run?.chosenSchedule == nil)
        let choices = [Schedule.Switch(choice: 4, other: 1)]
        let token = ScheduleToken(
            .chosen(choices, otherwise: .seeded(0)),
            threads: 2,
            fingerprint: 7
        )
        #expect(chosen().run?.chosenSchedule == token)
    }

    @Test("what the last job moved is told while one goes through a run, and nothing else")
    func moved() {
        #expect(running().run?.moved == [])
        #expect(waiting().run?.moved == [main, child, tea])
        var state = chosen()
        #expect(state.run?.moved == [main])
        _ = effects(&state, .stepBack, .stepBack)
        #expect(state.run?.moved == [main, child])
    }
}
