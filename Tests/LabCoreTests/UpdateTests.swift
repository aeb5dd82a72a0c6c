import Curriculum
import Grading
import LabCore
import Testing
import TraceModel

@Suite("The lab's state")
struct UpdateTests {
    private func effects(_ state: inout LabState, _ commands: Command...) -> [LabEffect] {
        commands.flatMap { update(&state, .commanded($0)) }
    }

    @Test("the arrows walk through the steps and stop at both ends")
    func steps() {
        var state = LessonFixture.state()
        #expect(effects(&state, .previousStep) == [])
        #expect(state.notice == "This is the first step.")
        _ = effects(&state, .nextStep, .nextStep)
        #expect(state.position == 2)
        _ = effects(&state, .nextStep)
        #expect(state.position == 2)
        #expect(state.notice == "This is the last step of the lesson.")
    }

    @Test("a step without a program cannot be run, and says so")
    func noProgram() {
        var state = LessonFixture.state()
        #expect(effects(&state, .run) == [])
        #expect(state.notice == "This step has no program to run.")
    }

    @Test("r asks for a guess first, once, and then runs")
    func guessFirst() {
        var state = LessonFixture.state(step: 1)
        #expect(effects(&state, .run) == [])
        #expect(state.notice?.hasPrefix("First your guess") == true)
        #expect(effects(&state, .run) == [LessonFixture.run(1)])
        #expect(state.run?.phase == .compiling)
    }

    @Test("after a guess r runs at once and shows the timeline")
    func guessThenRun() {
        var state = LessonFixture.state(step: 1)
        #expect(
            effects(&state, .choose(1), .run) == [LessonFixture.run(1)]
        )
        #expect(state.prediction == 1)
        #expect(state.focus == .timeline)
    }

    @Test("a guess stands once the program has run, and can be changed before")
    func guessStands() {
        var state = LessonFixture.state(step: 1)
        _ = effects(&state, .choose(1), .choose(0))
        #expect(state.prediction == 0)
        _ = effects(&state, .run)
        for report in LessonFixture.reports {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        _ = effects(&state, .choose(1))
        #expect(state.prediction == 0)
        #expect(state.notice == "The program has run: your answer stands.")
    }

    @Test("a choice that is not there changes nothing")
    func noSuchChoice() {
        var state = LessonFixture.state(step: 1)
        _ = effects(&state, .choose(2))
        #expect(state.prediction == nil)
    }

    @Test("reports grow the trace, and the end is the run's end")
    func reports() {
        var state = LessonFixture.state(step: 1)
        _ = effects(&state, .choose(1), .run)
        var phases: [RunPhase] = []
        for report in LessonFixture.reports {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
            phases.append(state.run?.phase ?? .compiling)
        }
        #expect(phases == [.starting, .running, .running, .ended(.exited(0))])
        #expect(state.run?.now == 1_000_000_100)
        #expect(state.selectedTask == LessonFixture.main)
        #expect(state.step?.question?.outcome(in: state.run?.trace ?? Trace())?.rightChoice == 1)
    }

    @Test("reports of a run that is not known are ignored")
    func strangeRun() {
        var state = LessonFixture.state(step: 1)
        let before = state
        _ = update(&state, .reported(RunID(rawValue: 9), .compiled))
        #expect(state == before)
    }

    @Test("Esc stops what runs, and while it stops r waits")
    func stop() {
        var state = LessonFixture.state(step: 2)
        _ = effects(&state, .run)
        #expect(effects(&state, .run) == [])
        #expect(state.notice == "It runs. Esc stops it.")
        #expect(effects(&state, .stop) == [.stop(RunID(rawValue: 1))])
        #expect(effects(&state, .run) == [])
        #expect(state.notice == "The program is being stopped.")
        _ = update(&state, .reported(RunID(rawValue: 1), .failed(["Stopped."])))
        #expect(effects(&state, .run) == [LessonFixture.run(2)])
    }

    @Test("Esc closes what is open before it stops anything")
    func escapeCloses() {
        var state = LessonFixture.state(step: 1)
        _ = effects(&state, .run, .run, .toggleHelp)
        #expect(effects(&state, .stop) == [])
        #expect(!state.isShowingHelp)
        #expect(effects(&state, .stop) == [.stop(RunID(rawValue: 1))])
    }

    @Test("leaving a step stops its run, and coming back shows it")
    func leaving() {
        var state = LessonFixture.state(step: 2)
        _ = effects(&state, .run)
        #expect(effects(&state, .previousStep) == [.stop(RunID(rawValue: 1))])
        #expect(state.run == nil)
        _ = effects(&state, .nextStep)
        #expect(state.run?.id == RunID(rawValue: 1))
    }

    @Test("quitting stops what runs first")
    func quit() {
        var state = LessonFixture.state(step: 2)
        #expect(effects(&state, .quit) == [.quit])
        _ = effects(&state, .run)
        #expect(effects(&state, .quit) == [.stop(RunID(rawValue: 1)), .quit])
    }

    @Test("in the timeline the arrows select tasks, and stay among them")
    func selection() {
        var state = LessonFixture.state(step: 2)
        _ = effects(&state, .run)
        for report in LessonFixture.reports {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        _ = effects(&state, .scrollDown)
        #expect(state.selectedTask == LessonFixture.child)
        _ = effects(&state, .scrollDown)
        #expect(state.selectedTask == LessonFixture.child)
        _ = effects(&state, .pageUp)
        #expect(state.selectedTask == LessonFixture.main)
    }

    @Test("panes of text scroll from where they stand, within what there is")
    func scrolling() {
        var state = LessonFixture.state(step: 1)
        _ = update(&state, .laidOut([.lesson: ScrollExtent(start: 3, limit: 4)]))
        _ = effects(&state, .scrollDown)
        #expect(state.scroll[.lesson] == 4)
        _ = update(&state, .laidOut([.lesson: ScrollExtent(start: 4, limit: 4)]))
        _ = effects(&state, .scrollDown)
        #expect(state.scroll[.lesson] == 4)
    }

    @Test("output read to its end follows what is printed")
    func follow() {
        var state = LessonFixture.state(step: 2)
        _ = effects(&state, .previousPane)
        #expect(state.focus == .output)
        _ = update(&state, .laidOut([.output: ScrollExtent(start: 5, limit: 9)]))
        _ = effects(&state, .scrollUp)
        #expect(state.scroll[.output] == 4)
        _ = effects(&state, .scrollToEnd)
        #expect(state.scroll[.output] == nil)
        // Nothing more is printed at the end, and what is said below the output is read there.
        var kept = RunState(id: RunID(rawValue: 1))
        for report in LessonFixture.reports { kept.apply(report) }
        var over = LabState(kept: kept, title: "a", program: nil)
        _ = effects(&over, .nextPane)
        _ = update(&over, .laidOut([.output: ScrollExtent(start: 5, limit: 9)]))
        _ = effects(&over, .scrollToEnd)
        #expect(over.scroll[.output] == 9)
    }

    @Test("Tab goes round the panes of this place")
    func panes() {
        var state = LessonFixture.state(step: 1)
        var seen: [Pane] = []
        for _ in 0..<4 {
            seen.append(state.focus)
            _ = effects(&state, .nextPane)
        }
        #expect(seen == [.lesson, .code, .timeline, .output])
        #expect(state.focus == .lesson)
    }

    @Test("Python is shown where the step has it, or an earlier one with the same program")
    func python() {
        var state = LessonFixture.state(step: 1)
        _ = effects(&state, .togglePython)
        #expect(state.isShowingPython)
        _ = effects(&state, .nextStep)
        #expect(!state.isShowingPython)
        _ = effects(&state, .togglePython)
        #expect(state.isShowingPython)
        #expect(state.python == ["await asyncio.sleep(1)"])
    }

    @Test("no Python is taken from a later step, and a step without any says so")
    func noPython() {
        var state = LessonFixture.state()
        #expect(state.python.isEmpty)
        _ = effects(&state, .togglePython)
        #expect(!state.isShowingPython)
        #expect(state.notice == "This step has no counterpart in Python.")
    }

    @Test("a notice is gone at the next command")
    func notice() {
        var state = LessonFixture.state()
        _ = update(&state, .mistyped("'z'"))
        #expect(state.notice == "'z' does nothing here. ? shows the keys.")
        _ = effects(&state, .toggleHelp)
        #expect(state.notice == nil)
    }

    @Test("a kept run is looked at and not run")
    func kept() {
        var run = RunState(id: RunID(rawValue: 0), phase: .starting)
        for report in LessonFixture.reports { run.apply(report) }
        var state = LabState(kept: run, title: "a.trace", program: nil)
        #expect(effects(&state, .run) == [])
        #expect(state.panes == [.timeline, .output])
        #expect(state.lanes.map(\.depth) == [0, 1])
    }

    @Test("the same events give the same state")
    func deterministic() {
        func replay() -> LabState {
            var state = LessonFixture.state(step: 1)
            _ = effects(&state, .choose(0), .run)
            for report in LessonFixture.reports {
                _ = update(&state, .reported(RunID(rawValue: 1), report))
            }
            return state
        }
        #expect(replay() == replay())
    }

    @Test("lanes put children below their parents, in the order of creation")
    func lanes() {
        var trace = Trace()
        let parents: [(UInt32, UInt32?)] = [(1, nil), (2, 1), (3, 1), (4, 2), (5, nil), (6, 3)]
        for (id, parent) in parents {
            trace.apply(
                LessonFixture.event(
                    UInt64(id),
                    .created(
                        TaskID(rawValue: id),
                        by: parent.map(TaskID.init(rawValue:)),
                        origin: .unstructured,
                        name: nil
                    )
                )
            )
        }
        let lanes = TaskLane.lanes(of: trace).map { "\($0.depth):\($0.task.rawValue)" }
        #expect(lanes == ["0:1", "1:2", "2:4", "1:3", "2:6", "0:5"])
    }
}

@Suite("What a run is held against")
struct AnsweringTests {
    private func finished(step: Int, guess: Int?) -> LabState {
        var state = LessonFixture.state(step: step)
        if let guess { _ = update(&state, .commanded(.choose(guess))) }
        _ = update(&state, .commanded(.run))
        if guess == nil { _ = update(&state, .commanded(.run)) }
        for report in LessonFixture.reports {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        return state
    }

    @Test("a run that was stopped answers nothing, and the guess stays open")
    func stopped() {
        var state = LessonFixture.state(step: 1)
        _ = update(&state, .commanded(.choose(1)))
        _ = update(&state, .commanded(.run))
        for report in LessonFixture.reports.dropLast() {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        let end = RunReport.ended(.stopped("asked"), at: 600_000_000, inGoodOrder: false)
        _ = update(&state, .reported(RunID(rawValue: 1), end))
        #expect(state.finishedRun == nil)
        _ = update(&state, .commanded(.choose(0)))
        #expect(state.prediction == 0)
    }

    @Test("a later step with the same program shows the run of the earlier one")
    func earlierRun() {
        var state = finished(step: 1, guess: 0)
        _ = update(&state, .commanded(.nextStep))
        #expect(state.position == 2)
        #expect(state.run?.id == RunID(rawValue: 1))
        _ = update(&state, .commanded(.run))
        #expect(state.run?.id == RunID(rawValue: 2))
    }

    @Test("asking for a guess, and Python, lead to the lesson")
    func leadsToLesson() {
        var state = LessonFixture.state(step: 1)
        _ = update(&state, .commanded(.nextPane))
        _ = update(&state, .commanded(.run))
        #expect(state.focus == .lesson)
        _ = update(&state, .commanded(.nextPane))
        _ = update(&state, .commanded(.togglePython))
        #expect(state.focus == .lesson)
        #expect(state.isShowingPython)
        _ = update(&state, .commanded(.choose(1)))
        #expect(!state.isShowingPython)
    }

    @Test("a choice beyond the last is told how many there are")
    func range() {
        var state = LessonFixture.state(step: 1)
        _ = update(&state, .commanded(.choose(7)))
        #expect(state.notice == "Choose 1 to 2.")
    }
}
