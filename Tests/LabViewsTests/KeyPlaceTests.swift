import Curriculum
import Screen
import Testing
import TraceModel

@testable import LabCore
@testable import LabViews

/// Every key at every place: it does something, or says why it does nothing.
@Suite("Keys and places")
struct KeyPlaceTests {
    private static let characters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,+-=<>[]{}()/?!|:;'\"*é"
    private static let keys: [Key] =
        characters.map { .character($0) } + [
            .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right,
            .shiftLeft, .shiftRight, .home, .end, .pageUp, .pageDown, .function(1), .control("x"),
        ]

    /// What the loop makes of a key.
    private static func press(_ key: Key, _ state: inout LabState) -> [LabEffect] {
        let command = KeyMap.command(for: key, in: state)
        return update(
            &state,
            command.map { .commanded($0) } ?? .mistyped(KeyMap.name(of: key))
        )
    }

    private static func step(_ question: Question?, change: Change? = nil) -> LabState {
        let step = Step(
            id: "two",
            title: "Two downloads",
            program: Fixture.program,
            question: question,
            change: change
        )
        let words = Step(id: "words", title: "Words")
        let lesson = Lesson(id: "a", number: 2, title: "A", minutes: 5, steps: [step, words])
        return LabState(subject: .lesson(lesson, step: 0))
    }

    private static func question(_ form: QuestionForm, isAfterRun: Bool = false) -> Question {
        Question(
            text: "What?",
            form: form,
            measure: .makespan,
            isAfterRun: isAfterRun,
            because: "So."
        )
    }

    private static func ended(_ state: LabState) -> LabState {
        var state = state
        _ = update(&state, .commanded(.run))
        _ = update(&state, .commanded(.run))
        for report in Fixture.reports {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        return state
    }

    private static func with(_ state: LabState, _ commands: Command...) -> LabState {
        var state = state
        for command in commands { _ = update(&state, .commanded(command)) }
        return state
    }

    private static var kept: LabState {
        LabState(
            kept: Fixture.ended.run ?? RunState(id: RunID(rawValue: 0)),
            title: "a.trace",
            program: Fixture.program
        )
    }

    private static var paused: LabState {
        var state = with(Fixture.beforeRun, .choose(0), .changeClock, .run)
        for report in Fixture.reports.dropLast() {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        return with(state, .pauseOrResume, .stepBack)
    }

    private static var crashed: LabState {
        var state = with(LabState(subject: .program(Fixture.program)), .run)
        _ = update(&state, .reported(RunID(rawValue: 1), .failed(["It does not compile."])))
        return state
    }

    static let places: [(name: String, state: LabState)] = [
        ("words", with(step(nil), .nextStep)),
        ("step", step(nil)),
        ("choices", Fixture.beforeRun),
        ("number", step(question(.number))),
        ("order", step(question(.order(of: ["a", "b", "c"])))),
        ("task", ended(step(question(.task, isAfterRun: true)))),
        ("running", Fixture.running),
        ("ended", Fixture.ended),
        ("looking back", with(Fixture.ended, .stepBack, .timeline(.zoomIn))),
        ("at the start", with(Fixture.ended, .timeline(.goToStart))),
        ("inspecting", with(Fixture.ended, .toggleInspector)),
        (
            "searching",
            with(Fixture.ended, .timeline(.search(.begin)), .timeline(.search(.type("d"))))
        ),
        ("threads", with(Fixture.ended, .timeline(.toggleThreads))),
        ("paused", paused),
        ("exercise", ExerciseFixture.opened),
        ("checking", ExerciseFixture.checking),
        ("wrong", ExerciseFixture.wrong),
        ("passed", ExerciseFixture.passed),
        ("lessons", with(ExerciseFixture.opened, .showContents)),
        ("program", LabState(subject: .program(Fixture.program))),
        ("program that failed", crashed),
        ("program that ended", ended(LabState(subject: .program(Fixture.program)))),
        ("kept", kept),
        ("keys", with(Fixture.ended, .toggleHelp)),
        ("keys of the timeline", with(Fixture.ended, .toggleHelp, .toggleHelp)),
    ]

    /// The state as it is once it has been drawn.
    private static func drawn(_ state: LabState) -> LabState {
        var state = state
        let size = Size(width: 80, height: 24)
        let view = LabView(state, size: size, appearance: Appearance())
        _ = update(&state, .laidOut(view.extents, view.timeExtent))
        return state
    }

    @Test("A key does something, or one line says why it does not", arguments: places.indices)
    func everyKey(place: Int) {
        let (name, found) = Self.places[place]
        for focus in [nil] + found.panes.map({ Optional($0) }) {
            var before = Self.drawn(found)
            // Panes are reached by Tab, which changes nothing else.
            var turns = 0
            while let focus, before.focus != focus, before.contents == nil, turns < 4 {
                before = Self.drawn(Self.with(before, .nextPane))
                turns += 1
            }
            (before.notice, before.noticeGround) = (nil, nil)
            for key in Self.keys {
                var after = before
                let effects = Self.press(key, &after)
                #expect(
                    after != before || !effects.isEmpty,
                    "\(name), \(before.focus): \(key) does nothing and says nothing"
                )
                let notice = after.notice ?? ""
                #expect(
                    TextWidth.of(notice) <= 78,
                    "\(name): \(key) says more than a line: \(notice)"
                )
            }
        }
    }

    @Test("The list of keys fits the smallest screen at every place", arguments: places.indices)
    func help(place: Int) {
        var state = Self.places[place].state
        let size = Size(width: 80, height: 24)
        for page in 0..<state.helpPageCount {
            let (title, keys) = KeyMap.page(page, of: state)
            #expect(keys.count <= 22, "\(title)")
            _ = update(&state, .commanded(.toggleHelp))
            for appearance in [Appearance(), Fixture.ascii] {
                let rows = LabView(state, size: size, appearance: appearance).frame().text
                for key in keys where state.helpPage == page {
                    #expect(rows.contains(key.does), "\(Self.places[place].name): \(key)")
                }
            }
        }
    }

    @Test("At the start, where no task is there yet, the keys that lead on are named")
    func start() {
        let state = Self.with(Fixture.ended, .timeline(.goToStart))
        #expect(state.run?.shown.trace.tasks.isEmpty == true)
        let last = Fixture.screen(state, 160, 30).split(separator: "\n").last ?? ""
        #expect(last.contains(" [ ] event ") && !last.contains(" i inspect "))
    }

    @Test("The list of keys names none that is of elsewhere")
    func elsewhere() {
        func keys(_ name: String) -> [String] {
            let state = Self.places.first { $0.name == name }?.state
            return state.map { KeyMap.page(0, of: $0).keys.map { $0.key } } ?? []
        }
        let words = ["← →", "↑ ↓  k j", "PgUp PgDn  g G", "M", "Esc", "?", "q  Ctrl-C"]
        #expect(keys("words") == words)
        #expect(!keys("kept").contains("r") && keys("kept").contains(". ,"))
        #expect(keys("exercise").contains("R") && !keys("choices").contains("R"))
        #expect(keys("choices").contains("1 ... 2"))
        #expect(keys("lessons").contains("letters"))
    }
}
