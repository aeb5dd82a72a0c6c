import Curriculum
import Screen
import TestSupport
import Testing
import TraceModel

@testable import LabCore
@testable import LabViews

/// Every step of every lesson on the smallest screen, in all its phases.
@Suite("80x24")
struct SmallestScreenTests {
    private static let size = Size(width: 80, height: 24)
    private static let course = Result {
        try Course.load(from: Workbench.projectFolder + "/Lessons")
    }

    private func with(_ state: LabState, _ commands: Command...) -> LabState {
        var state = state
        for command in commands { _ = update(&state, .commanded(command)) }
        return state
    }

    /// The step's program has run: what it did is that of the fixture.
    private func ran(_ state: LabState) -> LabState {
        var state = with(state, .choose(0), .run, .run)
        guard let run = state.runUnderWay else { return state }
        for report in Fixture.reports { _ = update(&state, .reported(run.id, report)) }
        return state
    }

    /// A step before its run, after it, and with all that can be asked for there.
    private func phases(_ state: LabState) -> [LabState] {
        var phases = [state, with(state, .togglePython)]
        if state.program != nil {
            let ended = ran(state)
            phases += [ended, with(ended, .toggleInspector), with(ended, .stepBack)]
            phases += [with(state, .changeClock), with(ended, .timeline(.zoomIn))]
        }
        if let exercise = state.exercise {
            let hints = exercise.hints.map { _ in Command.exercise(.hint) }
            phases.append(hints.reduce(state) { with($0, $1) })
            phases.append(with(state, .exercise(.solution), .exercise(.solution)))
        }
        return phases
    }

    @Test("Each step fits, and nothing is cut off without a sign")
    func steps() throws {
        let course = try Self.course.get()
        for lesson in course.lessons {
            for step in lesson.steps.indices {
                let opened = try #require(
                    LabState(course: course, progress: Progress(), lesson: lesson, step: step)
                )
                check(opened, Fixture.ascii, "\(lesson.id) \(step + 1) in ASCII")
                for phase in phases(opened) {
                    // The output is on the screen with the timeline.
                    for pane in phase.panes where pane != .output {
                        var state = phase
                        state.focus = pane
                        check(state, Appearance(), "\(lesson.id) \(step + 1) \(pane)")
                    }
                }
            }
        }
    }

    private func check(_ state: LabState, _ appearance: Appearance, _ place: String) {
        let theme = Theme(appearance: appearance)
        let lesson = LessonPane(state: state, theme: theme).lines(width: 76)
        #expect(!lesson.contains { $0.width > 76 }, "\(place): its text")
        let code = CodePane(state: state, theme: theme, width: 78).text
            .lines(from: 0, height: .max)
        #expect(!code.contains { $0.width > 78 }, "\(place): its code")
        let printed = OutputPane(state: state, theme: theme).text(width: 76)
            .lines(from: 0, height: 100)
        #expect(!printed.contains { $0.width > 76 }, "\(place): its output")

        let rows = LabView(state, size: Self.size, appearance: appearance).frame().text
            .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        #expect(rows.count == 24 && !rows.contains { TextWidth.of($0) > 80 }, "\(place)")
        let isCut = rows[0].contains(appearance.glyphs.ellipsis)
        #expect(!isCut && rows[0].contains("step \(state.position + 1)/"), "\(rows[0])")
        if state.notice == nil {
            #expect(rows[23].contains("? keys  q quit"), "\(place): \(rows[23])")
        } else {
            #expect(TextWidth.of(state.notice ?? "") <= 78, "\(place): \(rows[23])")
        }
    }

    @Test("Each lesson has its line and its summary on the page of all lessons")
    func contents() throws {
        let course = try Self.course.get()
        for lesson in course.lessons {
            let opened = try #require(
                LabState(course: course, progress: Progress(), lesson: lesson, step: 0)
            )
            let frame = LabView(
                with(opened, .showContents),
                size: Self.size,
                appearance: Appearance()
            ).frame()
            let rows = frame.text.split(separator: "\n").map { String($0) }
            #expect(rows.contains { $0.contains("\(lesson.number)  \(lesson.title) ") })
            #expect(!rows.contains { TextWidth.of($0) > 80 })
        }
    }
}
