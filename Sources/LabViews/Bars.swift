import Curriculum
import LabCore
import Screen
import TraceModel

/// The first line: where the learner is, and how the run stands.
struct Header {
    let state: LabState
    let theme: Theme

    func draw(in frame: inout Frame, _ area: Rect, tabs: [Pane]) {
        frame.fill(area, style: theme.bar)
        let right = " " + runText + " "
        let x = area.maxX - TextWidth.of(right)
        frame.write(right, at: Point(x: x, y: area.minY), style: theme.bar, clippedTo: area)
        let (_, left) = area.split(.right, TextWidth.of(right))
        let tabText = tabs.map {
            $0 == state.focus || isRun($0) ? "[\(name($0))]" : " \(name($0)) "
        }
        let end = left.maxX - TextWidth.of(tabText.joined()) - (tabs.isEmpty ? 0 : 1)
        let room = end - left.minX - (tabs.isEmpty ? 1 : 2)
        let texts = placeTexts
        let place = texts.first { TextWidth.of($0) <= room } ?? texts[texts.count - 1]
        let shown = TextWidth.truncated(place, to: room, glyphs: theme.glyphs)
        frame.write(" " + shown, at: left.origin, style: theme.bar, clippedTo: left)
        var tabX = end
        for (tab, text) in zip(tabs, tabText) {
            var style = theme.bar
            style.bold = tab == state.focus || isRun(tab)
            tabX += frame.write(
                text,
                at: Point(x: tabX, y: area.minY),
                style: style,
                clippedTo: left
            )
        }
    }

    /// The tab of the timeline holds the output too.
    private func isRun(_ tab: Pane) -> Bool {
        tab == .timeline && state.focus == .output
    }

    private func name(_ pane: Pane) -> String {
        switch pane {
        case .lesson: "Lesson"
        case .code: "Code"
        case .timeline: "Run"
        case .output: "Output"
        }
    }

    /// Where the learner is, in several lengths, the longest first.
    private var placeTexts: [String] {
        switch state.subject {
        case .lesson(let lesson, let step):
            let dots = lesson.steps.indices.map { dot(lesson, $0, at: step) }
            let place = "asynclab  \(lesson.number) \(lesson.title)"
            let count = "step \(step + 1)/\(lesson.steps.count)"
            let title = lesson.steps.indices.contains(step) ? lesson.steps[step].title : ""
            return [
                "\(place)   \(count)  \(title)   \(String(dots))",
                "\(place)  \(count) \(String(dots))",
                "\(place)  \(count)", "\(lesson.number) \(lesson.title)  \(count)",
                "asynclab  \(lesson.number)  \(count)", "\(lesson.number)  \(count)",
            ]
        case .program(let program): return ["asynclab  \(program.path)", program.fileName]
        case .kept(let title, _): return ["asynclab  \(title) (kept)", "\(title) (kept)"]
        }
    }

    /// Full up to the step that is on the screen; that of an exercise when it was passed.
    private func dot(_ lesson: Lesson, _ index: Int, at step: Int) -> Character {
        guard let exercise = lesson.steps[index].exercise else {
            return index <= step ? theme.glyphs.filledDot : theme.glyphs.emptyDot
        }
        let isPassed = state.hasPassed(exercise, of: lesson)
        return isPassed ? theme.glyphs.filledDiamond : theme.glyphs.emptyDiamond
    }

    /// The clock with its pace, how far the run is, and the time that is on the screen.
    private var runText: String {
        guard let run = state.run else { return state.program == nil ? "" : state.clock.text }
        let clock = isKept ? run.clock.clock.rawValue : run.clock.text
        let isTimed = run.phase == .running || run.end != nil
        let time = isTimed ? Seconds.text(run.shown.now) : ""
        return clock + "  " + (word(run).map { $0 + " " } ?? "") + time
    }

    private var isKept: Bool {
        if case .kept = state.subject { true } else { false }
    }

    /// How far the run is, where it does not simply run.
    private func word(_ run: RunState) -> String? {
        switch run.phase {
        case .compiling: run.isStopping ? "stopping" : "compiling"
        case .starting: "starting"
        case .running: run.isStopping ? "stopping" : run.isPaused ? "paused" : nil
        case .failed: "did not run"
        case .ended where run.shown.isPast: "at"
        case .ended(.exited(0)): "ended"
        case .ended(.exited(let status)): "exit \(status)"
        case .ended(.signaled(let name)): name
        case .ended(.stopped("deadlock")): "deadlock"
        case .ended(.stopped("livelock")): "livelock"
        case .ended(.stopped): "stopped"
        }
    }
}

/// The last line: a message, or the keys that work now.
struct StatusLine {
    let state: LabState
    let theme: Theme

    func draw(in frame: inout Frame, _ area: Rect) {
        if let search = state.search {
            searchLine(search).draw(in: &frame, at: area.origin, clippedTo: area)
            return
        }
        if let notice = state.notice {
            let text = TextWidth.truncated(notice, to: area.size.width - 2, glyphs: theme.glyphs)
            frame.write(" " + text, at: area.origin, style: theme.strong, clippedTo: area)
            return
        }
        var spans: [(text: String, style: Style)] = []
        for hint in fittingHints(area.size.width) {
            spans += [(" " + hint.key, theme.key), (" " + hint.does + " ", theme.dim)]
        }
        StyledLine(spans: spans).draw(in: &frame, at: area.origin, clippedTo: area)
    }

    /// What is typed of a task's name, and what it has found.
    private func searchLine(_ search: NameSearch) -> StyledLine {
        let result = state.searchResult
        var spans = [(" /" + search.text, theme.strong), (" ", theme.selected), (" ", .plain)]
        if search.text.isEmpty {
            spans.append(("a part of a task's name, or its number", theme.dim))
        }
        if !result.isEmpty { spans.append((" " + result + " ", theme.emphasis)) }
        let keys = [("\u{2191}/\u{2193}", "others"), ("Enter", "this one"), ("Esc", "back")]
        for (key, does) in keys.dropFirst(search.text.isEmpty ? 1 : 0) {
            let key = theme.glyphs == .ascii ? Self.asciiName(key) : key
            spans += [("  " + key, theme.key), (" " + does, theme.dim)]
        }
        return StyledLine(spans: spans)
    }

    /// The hints that there is room for.
    ///
    /// The last two, help and quit, always stay.
    private func fittingHints(_ width: Int) -> [(key: String, does: String)] {
        var hints = KeyMap.hints(state).map { hint in
            (key: theme.glyphs == .ascii ? Self.asciiName(hint.key) : hint.key, does: hint.does)
        }
        while hints.count > 3,
            hints.reduce(0, { $0 + 3 + TextWidth.of($1.key) + TextWidth.of($1.does) }) > width
        {
            hints.remove(at: hints.count - 3)
        }
        return hints
    }

    /// The name of keys in ASCII: arrows by their names.
    static func asciiName(_ key: String) -> String {
        let names: [Character: String] = [
            "\u{2190}": "Left", "\u{2192}": "Right", "\u{2191}": "Up", "\u{2193}": "Down",
        ]
        return key.map { names[$0] ?? String($0) }.joined()
    }
}

/// A page of the keys, above the screen.
struct HelpPane {
    let state: LabState
    let theme: Theme

    /// Draws nothing where no page is shown.
    func draw(in frame: inout Frame) {
        guard let page = state.helpPage else { return }
        let (title, all) = KeyMap.page(page, of: state)
        let keys = all.filter { state.step != nil || !$0.isForLessons }
        // A blank line above and below, where there is room.
        let margin = frame.size.height >= keys.count + 4 ? 1 : 0
        let size = Size(width: 74, height: keys.count + 2 + 2 * margin)
        let area = Rect(
            x: (frame.size.width - size.width) / 2,
            y: (frame.size.height - size.height) / 2,
            width: size.width,
            height: size.height
        )
        frame.fill(area)
        frame.box(
            area,
            title: title,
            style: theme.borderInFocus,
            titleStyle: theme.title,
            glyphs: theme.glyphs
        )
        for (row, entry) in keys.enumerated() {
            let y = area.minY + 1 + margin + row
            let key =
                theme.glyphs == .ascii ? StatusLine.asciiName(entry.key) : entry.key
            frame.write(key, at: Point(x: area.minX + 3, y: y), style: theme.key)
            frame.write(entry.does, at: Point(x: area.minX + 20, y: y), clippedTo: area.inset())
        }
    }
}
