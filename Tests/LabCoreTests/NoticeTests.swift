import LabCore
import Testing
import TraceModel

@Suite("A notice")
struct NoticeTests {
    private let id = RunID(rawValue: 1)

    private func report(_ state: inout LabState, _ reports: some Sequence<RunReport>) {
        for report in reports { _ = update(&state, .reported(id, report)) }
    }

    private func press(_ state: inout LabState, _ commands: Command...) {
        for command in commands { _ = update(&state, .commanded(command)) }
    }

    private func started() -> LabState {
        var state = LabState(subject: .program(LessonFixture.program))
        press(&state, .run)
        return state
    }

    @Test("that there is no task yet goes when there is one")
    func noTask() {
        for command in [Command.timeline(.zoomIn), .toggleInspector] {
            var state = started()
            press(&state, command)
            report(&state, LessonFixture.reports[0...0])
            #expect(state.notice?.contains("no task") == true)
            report(&state, LessonFixture.reports[1...1])
            #expect(state.notice == nil)
        }
    }

    @Test("of a program that runs goes when it has ended")
    func ended() {
        let commands: [Command] = [
            .changeClock, .pauseOrResume, .timeline(.goToEnd), .run, .toggleComparison,
        ]
        for command in commands {
            var state = started()
            report(&state, LessonFixture.reports[0...1])
            press(&state, command)
            report(&state, LessonFixture.reports[2...2])
            #expect(state.notice != nil, "\(command)")
            report(&state, LessonFixture.reports[3...])
            #expect(state.notice == nil, "\(command)")
        }
    }

    @Test("that nothing happens after this goes when something does")
    func nextEvent() {
        var state = started()
        report(&state, LessonFixture.reports[0...1])
        press(&state, .timeline(.goToEvent(isNext: true, ofAll: true)))
        #expect(state.notice == "Nothing happens after this.")
        report(&state, [.clock(20)])
        #expect(state.notice != nil)
        report(&state, LessonFixture.reports[2...2])
        #expect(state.notice == nil)
    }

    @Test("that all of a pane is on the screen goes when it no longer is")
    func lines() {
        var state = started()
        report(&state, LessonFixture.reports[0...1])
        press(&state, .nextPane, .scrollDown)
        #expect(state.focus == .output)
        #expect(state.notice == "All of it is on the screen.")
        _ = update(&state, .laidOut([.output: ScrollExtent(start: 0, limit: 0)]))
        #expect(state.notice != nil)
        _ = update(&state, .laidOut([.output: ScrollExtent(start: 1, limit: 1)]))
        #expect(state.notice == nil)
    }

    @Test("of a moment, of the picture, or from outside stays until the next key")
    func stays() {
        var state = started()
        report(&state, LessonFixture.reports[0...1])
        press(&state, .timeline(.goToEvent(isNext: false, ofAll: true)))
        let words = state.notice
        #expect(words?.hasPrefix("#2 child") == true)
        report(&state, LessonFixture.reports[2...])
        #expect(state.notice == words)
        _ = update(&state, .commanded(.run))
        _ = update(&state, .noticed("It is kept."))
        for report in LessonFixture.reports {
            _ = update(&state, .reported(RunID(rawValue: 2), report))
        }
        #expect(state.notice == "It is kept.")
        press(&state, .timeline(.goToStart))
        #expect(state.notice == nil)
    }
}
