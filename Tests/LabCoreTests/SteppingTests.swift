import LabCore
import Testing
import TraceModel

@Suite("A program that is paused and gone through")
struct SteppingTests {
    private let virtual = ClockSettings(.virtual)
    private let id = RunID(rawValue: 1)

    private func effects(_ state: inout LabState, _ commands: Command...) -> [LabEffect] {
        commands.flatMap { update(&state, .commanded($0)) }
    }

    private func report(_ state: inout LabState, _ reports: some Sequence<RunReport>) {
        for report in reports { _ = update(&state, .reported(id, report)) }
    }

    /// At the first stop of a run: the child sleeps, the main task waits for it.
    private func running(_ clock: TraceClock = .virtual) -> LabState {
        var state = LabState(
            subject: .program(LessonFixture.program),
            clock: ClockSettings(clock)
        )
        _ = effects(&state, .run)
        report(&state, [.compiled, .started(clock, seed: 0)] + LessonFixture.reports[1...1])
        return state
    }

    private func ended(_ clock: TraceClock = .virtual) -> LabState {
        var state = running(clock)
        report(&state, LessonFixture.reports[2...])
        return state
    }

    // MARK: The clock

    @Test("v changes the clock of the next run, and says so")
    func changeClock() {
        var state = LabState(subject: .program(LessonFixture.program))
        _ = effects(&state, .changeClock)
        #expect(state.notice?.hasPrefix("Virtual clock: the program can be paused.") == true)
        #expect(effects(&state, .run) == [LessonFixture.run(1, virtual)])
        #expect(state.run?.clock == virtual)
        _ = effects(&state, .changeClock)
        #expect(state.notice == "The next run is live; this one keeps its clock.")
        #expect(state.run?.clock == virtual)
        #expect(state.clock.clock == .live)
    }

    @Test("v does nothing where nothing can be run, and says why")
    func noClock() {
        var state = LessonFixture.state()
        _ = effects(&state, .changeClock)
        #expect(state.notice == "This step has no program to run.")
        #expect(state.clock.clock == .live)
        var kept = LabState(kept: RunState(id: id), title: "a", program: LessonFixture.program)
        _ = effects(&kept, .changeClock)
        #expect(kept.notice == "A kept run can be looked at, not run again.")
    }

    @Test("that no pace is faster goes with the run; after it, it is said of the next one")
    func fastest() {
        var state = running()
        for _ in 0..<20 { _ = effects(&state, .faster) }
        #expect(state.notice == "The pace is max: faster is not to be had.")
        report(&state, [.ended(.exited(0), at: 30, inGoodOrder: true)])
        #expect(state.notice == nil)
        _ = effects(&state, .faster)
        #expect(state.notice == "The next run's pace is max: faster is not to be had.")
    }

    @Test("of a kept run no key is said to run it again")
    func kept() {
        var run = RunState(id: id)
        for report in LessonFixture.reports { run.apply(report) }
        let commands: [Command] = [
            .pauseOrResume, .job(.choose), .job(.takeBack), .faster, .slower, .run, .changeClock,
            .stepForward, .stop,
        ]
        for command in commands {
            var kept = LabState(kept: run, title: "a", program: LessonFixture.program)
            #expect(effects(&kept, command) == [])
            let notice = kept.notice ?? ""
            #expect(!notice.isEmpty, "\(command)")
            for key in ["r ", "v,", "press v", "press r"] {
                #expect(!notice.contains(key), "\(command): \(notice)")
            }
        }
    }

    @Test("a run has the clock that its program says it has")
    func started() {
        var state = running()
        report(&state, [.started(.live, seed: 0)])
        #expect(state.run?.clock.clock == .live)
    }

    // MARK: Pausing

    @Test("space pauses the program and lets it go on")
    func pause() {
        var state = running()
        #expect(effects(&state, .pauseOrResume) == [.control(id, .pause)])
        #expect(state.run?.isPaused == true)
        #expect(effects(&state, .pauseOrResume) == [.control(id, .resume)])
        #expect(state.run?.isPaused == false)
    }

    @Test("a program can be paused before it has been compiled")
    func pauseEarly() {
        var state = LabState(subject: .program(LessonFixture.program), clock: virtual)
        _ = effects(&state, .run)
        #expect(effects(&state, .pauseOrResume) == [.control(id, .pause)])
        #expect(state.run?.isPaused == true)
    }

    @Test("'.' runs the program up to its first job where nothing runs yet")
    func stepFromStart() {
        var state = LabState(subject: .program(LessonFixture.program), clock: virtual)
        #expect(
            effects(&state, .stepForward) == [
                LessonFixture.run(1, virtual), .control(id, .pause),
            ]
        )
        #expect(state.run?.isPaused == true)
        #expect(effects(&state, .stepForward) == [.control(id, .step)])
    }

    @Test(
        "under the live clock nothing is paused, and it says what to do",
        arguments: [Command.pauseOrResume, .stepForward, .faster, .slower]
    )
    func live(_ command: Command) {
        var state = running(.live)
        #expect(effects(&state, command) == [])
        #expect(
            state.notice == "v, then r: under the virtual clock a program can be paused."
        )
        #expect(state.run?.isPaused == false)
    }

    @Test("a program that is being stopped takes no other orders")
    func stopping() {
        var state = running()
        _ = effects(&state, .stop)
        #expect(effects(&state, .pauseOrResume, .stepForward, .stepBack, .faster) == [])
        #expect(state.notice == "The program is being stopped.")
    }

    @Test("where nothing runs, space and '.' say what to press")
    func nothing() {
        var state = LabState(subject: .program(LessonFixture.program))
        #expect(effects(&state, .pauseOrResume) == [])
        #expect(
            state.notice == "Nothing runs. Press r, or v and r for a program that can be paused."
        )
        #expect(effects(&state, .stepForward, .stepBack) == [])
        #expect(state.notice?.hasPrefix("Nothing runs.") == true)
    }

    // MARK: Jobs

    @Test("a live program goes on while one looks at its jobs, back and forth")
    func liveBack() {
        var state = running(.live)
        #expect(effects(&state, .stepBack) == [])
        #expect(state.notice == nil)
        #expect(state.run?.shown.job == 1)
        #expect(state.run?.isPaused == false)
        #expect(effects(&state, .stepForward) == [])
        #expect(state.run?.shown.isPast == false)
        #expect(effects(&state, .stepForward) == [])
        #expect(state.notice == "v, then r: under the virtual clock a program can be paused.")
    }

    @Test("'.' pauses first, and then runs one job at a time")
    func step() {
        var state = running()
        #expect(effects(&state, .stepForward) == [.control(id, .pause)])
        #expect(effects(&state, .stepForward) == [.control(id, .step)])
        report(&state, LessonFixture.reports[2...2])
        #expect(state.run?.shown.isPast == false)
        #expect(state.selectedTask == LessonFixture.main)
    }

    @Test("',' pauses and goes back a job at a time, to the start")
    func back() {
        var state = running()
        #expect(effects(&state, .stepBack) == [.control(id, .pause)])
        #expect(state.run?.shown.job == 1)
        #expect(state.run?.shown.isPast == true)
        #expect(state.run?.shown.now == 4)
        #expect(state.selectedTask == LessonFixture.main)
        #expect(effects(&state, .stepBack) == [])
        #expect(state.run?.shown.job == 0)
        _ = effects(&state, .stepBack)
        #expect(state.run?.shown.job == 0)
        #expect(state.notice == "This is the start: no job has run yet.")
    }

    @Test("'.' goes forward through what is known before it runs a job")
    func forward() {
        var state = running()
        _ = effects(&state, .stepBack, .stepBack)
        #expect(effects(&state, .stepForward) == [])
        #expect(state.run?.shown.job == 1)
        #expect(effects(&state, .stepForward) == [])
        #expect(state.run?.shown.isPast == false)
        #expect(state.run?.shown.job == 2)
        #expect(effects(&state, .stepForward) == [.control(id, .step)])
    }

    @Test("space goes back to the end of what is known, and on")
    func resume() {
        var state = running()
        _ = effects(&state, .stepBack)
        #expect(effects(&state, .pauseOrResume) == [.control(id, .resume)])
        #expect(state.run?.shown.isPast == false)
        #expect(state.run?.isPaused == false)
    }

    @Test("what comes in while an earlier moment is shown does not move it")
    func newsInThePast() {
        var state = running()
        _ = effects(&state, .stepBack)
        let before = state.run?.shown
        report(&state, LessonFixture.reports[2...2])
        #expect(state.run?.shown == before)
        #expect(state.run?.jobCount == 4)
    }

    @Test("a run that has ended can be gone through, live or not", arguments: TraceClock.allCases)
    func afterwards(_ clock: TraceClock) {
        var state = ended(clock)
        var jobs: [Int] = []
        for _ in 0..<4 {
            _ = effects(&state, .stepBack)
            jobs.append(state.run?.shown.job ?? -1)
        }
        #expect(jobs == [3, 2, 1, 0])
        #expect(state.run?.shown.trace.ended == nil)
        for _ in 0..<4 { #expect(effects(&state, .stepForward) == []) }
        #expect(state.run?.shown.trace.ended == 1_000_000_100)
        _ = effects(&state, .stepForward)
        #expect(state.notice == "This is the end. , goes back one job.")
        _ = effects(&state, .pauseOrResume)
        #expect(
            state.notice == "The program has ended. , and . go through it, r runs it again."
        )
    }

    @Test("an earlier moment is the run as it was then")
    func moments() {
        var live = Trace()
        var expected: [Trace] = []
        for case .traced(let events, _) in LessonFixture.reports {
            for event in events {
                if case .started = event.fact { expected.append(live) }
                live.apply(event)
            }
        }
        var state = ended()
        for trace in expected.reversed() {
            _ = effects(&state, .stepBack)
            #expect(state.run?.shown.trace == trace)
        }
        for trace in expected.dropFirst() {
            _ = effects(&state, .stepForward)
            #expect(state.run?.shown.trace == trace)
        }
    }

    @Test("the runtime's hidden tasks are no steps")
    func hidden() {
        var state = running()
        let timer = TaskID(rawValue: 3)
        let events = [
            LessonFixture.event(9, .started(timer, on: .pool)),
            LessonFixture.event(10, .stopped(timer)),
        ]
        report(&state, [.traced(events, dropped: 0)])
        #expect(state.run?.jobCount == 2)
    }

    @Test("the end of the program ends the pause")
    func endWhilePaused() {
        var state = running()
        _ = effects(&state, .stepBack)
        report(&state, [.ended(.stopped("asked"), at: 8, inGoodOrder: false)])
        #expect(state.run?.isPaused == false)
        #expect(state.run?.shown.isPast == false)
    }

    @Test("a run that is not gone through keeps no events")
    func withoutHistory() {
        var run = RunState(id: id, keepsHistory: false)
        for report in LessonFixture.reports { run.apply(report) }
        #expect(run.jobCount == 0)
        var state = LabState(kept: run, title: "a", program: nil)
        _ = effects(&state, .stepBack)
        #expect(state.notice == "No job has run yet.")
    }

    // MARK: The pace

    @Test("+ and - choose the pace, within its limits")
    func pace() {
        var state = running()
        var paces: [String] = []
        for _ in 0..<5 {
            _ = effects(&state, .faster)
            paces.append(state.run?.clock.text ?? "")
        }
        #expect(
            paces == ["virtual 2x", "virtual 5x", "virtual 10x", "virtual max", "virtual max"]
        )
        #expect(state.notice == "The pace is max: faster is not to be had.")
        #expect(
            effects(&state, .slower) == [.control(id, .pace(Pace(text: "10") ?? .max))]
        )
        for _ in 0..<7 { _ = effects(&state, .slower) }
        #expect(state.run?.clock.text == "virtual 0.1x")
        #expect(state.notice == "The pace is 0.1x: slower is not to be had.")
        #expect(state.clock.text == "virtual 0.1x")
    }

    @Test("between runs the pace is the next run's")
    func nextPace() {
        var state = ended()
        #expect(effects(&state, .faster) == [])
        #expect(state.notice == "The next run's pace is 2x.")
        #expect(state.run?.clock.text == "virtual 1x")
        let next = ClockSettings(.virtual, pace: state.clock.pace)
        #expect(effects(&state, .run) == [LessonFixture.run(2, next)])
        var live = ended(.live)
        _ = effects(&live, .slower)
        #expect(live.notice == "The pace is the virtual clock's: press v for that.")
    }

    @Test(
        "a pace is read from text and written",
        arguments: [
            ("1", "1x"), ("0.1", "0.1x"), ("0.25x", "0.25x"), ("2.5", "2.5x"), ("10", "10x"),
            ("max", "max"), ("1e0", "1x"), ("0.333", "0.333x"),
        ]
    )
    func paceText(_ text: String, _ written: String) {
        #expect(Pace(text: text)?.text == written)
    }

    @Test(
        "what is no pace is none",
        arguments: ["", "0", "0.09", "10.1", "-1", "nan", "inf", "fast", "x", "maxx", "1 "]
    )
    func noPace(_ text: String) {
        #expect(Pace(text: text) == nil)
    }

    @Test("a pace between the steps goes to the next one")
    func betweenSteps() {
        var state = LabState(
            subject: .program(LessonFixture.program),
            clock: ClockSettings(.virtual, pace: Pace(text: "0.7") ?? .max)
        )
        _ = effects(&state, .faster)
        #expect(state.clock.pace == .normal)
        _ = effects(&state, .slower)
        #expect(state.clock.pace.text == "0.5x")
    }
}
