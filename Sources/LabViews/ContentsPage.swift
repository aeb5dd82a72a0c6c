import Curriculum
import LabCore
import Screen

/// All lessons with what the learner has done, and the one that is chosen in detail.
struct ContentsPage {
    let state: LabState
    let theme: Theme

    /// From this width on, the chosen lesson is beside the list.
    private static let smallestSplit = 100
    /// Columns beside a lesson's title: number, minutes and standing.
    private static let besideTitle = 27

    private var course: Course { state.course ?? Course(lessons: []) }

    func draw(in frame: inout Frame) {
        let (header, below) = Rect(frame.size).split(.top, 1)
        let (status, body) = below.split(.bottom, 1)
        drawHeader(in: &frame, header)
        let entries = state.contentsEntries
        let (list, detail) =
            frame.size.width >= Self.smallestSplit
            ? body.split(.left, listWidth(in: body))
            : body.split(.top, listHeight(entries.count, in: body), overlap: 1)
        let hidden = drawList(entries, in: &frame, list)
        drawDetail(in: &frame, detail)
        // Last, as the two may share a border.
        drawMore(hidden.above, hidden.below, in: &frame, list)
        StatusLine(state: state, theme: theme).draw(in: &frame, status)
    }

    /// The list takes what its titles need, and leaves the detail two fifths.
    private func listWidth(in body: Rect) -> Int {
        let widest = course.lessons.map { TextWidth.of($0.title) }.max() ?? 0
        let wanted = widest + Self.besideTitle + 8
        return min(max(wanted, body.size.width / 2), body.size.width * 3 / 5)
    }

    /// The list takes what it needs, and leaves the detail at least a third.
    private func listHeight(_ count: Int, in body: Rect) -> Int {
        min(max(count, course.lessons.count) + 4, body.size.height * 2 / 3)
    }

    // MARK: The header

    private func drawHeader(in frame: inout Frame, _ area: Rect) {
        frame.fill(area, style: theme.bar)
        frame.write(" asynclab  Lessons", at: area.origin, style: theme.bar, clippedTo: area)
        let right = summary + " "
        let x = area.maxX - TextWidth.of(right)
        frame.write(right, at: Point(x: x, y: area.minY), style: theme.bar, clippedTo: area)
    }

    private var summary: String {
        let lessons = course.lessons
        let done = lessons.count { state.progress.standing(in: $0) == .done }
        let left = lessons.reduce(0) { $0 + state.progress.minutesLeft(of: $1) }
        if done == lessons.count { return "all \(done) done" }
        return "\(done) of \(lessons.count) done, about \(left) minutes to go"
    }

    // MARK: The list

    /// Draws the entries around the chosen one; returns how many are out of sight.
    private func drawList(
        _ entries: [ContentsEntry],
        in frame: inout Frame,
        _ area: Rect
    ) -> (above: Int, below: Int) {
        let inside = box(area, "Lessons", in: &frame)
        drawQuery(in: &frame, inside)
        let rows = inside.split(.top, 2).rest
        let height = rows.size.height
        if entries.isEmpty {
            let text = "Nothing is called that. Esc shows all lessons again."
            frame.write(text, at: rows.origin, clippedTo: rows)
        }
        let selected = state.contents?.selected ?? 0
        let start = max(0, min(selected - height / 2, entries.count - height))
        for (row, index) in entries.indices.dropFirst(start).prefix(height).enumerated() {
            let place = rows.split(.top, row).rest.split(.top, 1).slice
            draw(entries[index], isSelected: index == selected, in: &frame, place)
        }
        return (start, entries.count - start - height)
    }

    /// What is looked for, with the cursor behind it.
    private func drawQuery(in frame: inout Frame, _ area: Rect) {
        let query = state.contents?.query ?? ""
        // The end of a long one is what is being typed.
        var shown = Substring(query)
        while TextWidth.of("Find: " + shown) >= area.size.width { shown = shown.dropFirst() }
        let find = "Find: " + shown
        frame.write(find, at: area.origin, style: theme.strong, clippedTo: area)
        let end = area.minX + TextWidth.of(find)
        frame.cursor = Point(x: end, y: area.minY)
        guard query.isEmpty else { return }
        let hint = "type a word, or choose with the arrows"
        frame.write(hint, at: Point(x: end + 1, y: area.minY), style: theme.dim, clippedTo: area)
    }

    private func draw(
        _ entry: ContentsEntry,
        isSelected: Bool,
        in frame: inout Frame,
        _ row: Rect
    ) {
        let pointer = isSelected ? String(theme.glyphs.pointerRight) : " "
        let lesson = course.lessons[entry.lesson]
        var line = StyledLine(spans: [(pointer + " ", theme.borderInFocus)])
        switch entry {
        case .lesson: line.spans += lessonSpans(lesson, width: row.size.width - 2, isSelected)
        case .step(_, let step): line.spans += stepSpans(lesson, step, isSelected)
        }
        line.draw(in: &frame, at: row.origin, clippedTo: row)
    }

    private func lessonSpans(
        _ lesson: Lesson,
        width: Int,
        _ isSelected: Bool
    ) -> [(text: String, style: Style)] {
        let standing = standing(of: lesson)
        let number = TextWidth.padded("\(lesson.number)", to: 2, alignment: .right)
        let room = max(8, width - Self.besideTitle)
        let title = TextWidth.truncated(lesson.title, to: room, glyphs: theme.glyphs)
        let minutes = TextWidth.padded("\(lesson.minutes) min", to: 7, alignment: .right)
        return [
            (number + "  ", theme.dim),
            (TextWidth.padded(title, to: room), isSelected ? theme.selected : theme.strong),
            (minutes + "   ", theme.dim),
            (standing.text, standing.style),
        ]
    }

    private func stepSpans(
        _ lesson: Lesson,
        _ step: Int,
        _ isSelected: Bool
    ) -> [(text: String, style: Style)] {
        [
            ("      \(theme.mark(state, lesson, step)) \(step + 1) ", theme.dim),
            (lesson.steps[step].title, isSelected ? theme.selected : .plain),
        ]
    }

    private func standing(of lesson: Lesson) -> (text: String, style: Style) {
        switch state.progress.standing(in: lesson) {
        case .notBegun: ("not begun", theme.dim)
        case .at(let step): ("step \(step + 1) of \(lesson.steps.count)", theme.strong)
        case .done: ("done", theme.good)
        }
    }

    // MARK: The chosen lesson

    private func drawDetail(in frame: inout Frame, _ area: Rect) {
        guard let entry = state.selectedEntry else {
            _ = box(area, "", in: &frame)
            return
        }
        let lesson = course.lessons[entry.lesson]
        let inside = box(area, "\(lesson.number) \(lesson.title)", in: &frame)
        let lines = LessonSummary(lesson: lesson, chosen: entry, state: state, theme: theme)
            .lines(width: inside.size.width)
        for (row, line) in lines.prefix(inside.size.height).enumerated() {
            let place = Point(x: inside.minX, y: inside.minY + row)
            line.draw(in: &frame, at: place, clippedTo: inside)
        }
        drawMore(0, lines.count - inside.size.height, in: &frame, area)
    }

    // MARK: Borders

    /// Draws a border and returns what is inside of it.
    private func box(_ area: Rect, _ title: String, in frame: inout Frame) -> Rect {
        frame.box(
            area,
            title: title,
            style: theme.border,
            titleStyle: theme.title,
            glyphs: theme.glyphs
        )
        return area.inset(horizontal: 2)
    }

    /// Says in the border what is out of sight.
    private func drawMore(_ above: Int, _ below: Int, in frame: inout Frame, _ area: Rect) {
        for (count, word, y) in [(above, "above", area.minY), (below, "below", area.maxY - 1)] {
            guard count > 0 else { continue }
            let text = " \(count) \(word) "
            let x = max(area.minX + 1, area.maxX - text.count - (word == "above" ? 2 : 14))
            frame.write(text, at: Point(x: x, y: y), style: theme.dim, clippedTo: area)
        }
    }
}
