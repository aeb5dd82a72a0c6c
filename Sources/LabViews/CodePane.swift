import Curriculum
import Grading
import LabCore
import Screen
import TraceModel

/// The program's source with line numbers and, in the margin, the tasks that are at each line; lines
/// that the step speaks of are marked.
struct CodePane {
    /// The rows of the pane: a long line of source takes several, so that none is cut off.
    private let rows: [(source: Int, line: StyledLine)]
    /// The line where the selected task is, and the first that the step speaks of.
    private let current: Int?
    private let highlighted: Int?

    /// The program of a place at a width.
    init(state: LabState, theme: Theme, width: Int) {
        let marked = Self.marked(state)
        highlighted = marked.min()
        let isFault = state.faultLine != nil
        guard let program = state.shownProgram else {
            rows = []
            current = nil
            return
        }
        let lines = CodeLines(
            fileName: program.fileName,
            highlighted: marked
        )
        let note = CodeNote(state, lines)
        current = note?.line
        let marks = state.runOfShownProgram.map { TaskMarks($0.shown.trace, lines) }
        let margin = CodeMargin(
            digits: String(program.lines.count).count,
            marks: marks ?? TaskMarks(),
            highlighted: lines.highlighted,
            selected: state.selectedTask,
            theme: theme
        )
        let room = max(8, width - margin.width)
        rows = program.lines.enumerated().flatMap { index, line in
            let isMarked = margin.highlighted.contains(index + 1)
            let strong = isFault ? theme.error : theme.strong
            let style = isMarked ? strong : Self.style(of: line, theme)
            let texts = SourceLine(line).folded(to: room)
            let note = note?.line == index + 1 ? note?.placed(below: texts, room, theme) : nil
            return texts.enumerated().map { row, text in
                var spans = margin.spans(line: index + 1, isFirst: row == 0)
                spans.append((text, style))
                if let note, note.row == row { spans.append((note.text, theme.strong)) }
                return (index + 1, StyledLine(spans: spans))
            }
        }
    }

    /// The lines of the pane.
    var lines: [StyledLine] { rows.map(\.line) }

    /// The first row to show, where not all fit: so that the lines that the step speaks of are seen,
    /// and the line of the selected task in any case.
    ///
    /// It moves by half a height, so that the text stands still while the task goes on nearby.
    func preferredStart(height: Int) -> Int {
        let limit = max(0, rows.count - height)
        let base = row(of: highlighted).map { max(0, min($0 - height / 3, limit)) } ?? 0
        guard let row = row(of: current), !(base..<base + height ~= row) else { return base }
        let step = max(1, height / 2)
        return max(0, min((row - height / 4) / step * step, limit))
    }

    private func row(of line: Int?) -> Int? {
        line.flatMap { line in rows.firstIndex { $0.source == line } }
    }

    /// The lines that the step speaks of; where it has some changed, those; in an exercise, where it is
    /// wrong, or what is to be done, and of a solution what is not in the learner's program.
    private static func marked(_ state: LabState) -> Set<Int> {
        if state.exercise != nil {
            if let solution = state.shownSolution {
                return solution.linesMissing(in: state.program?.lines ?? [])
            }
            if let line = state.faultLine { return [line] }
            let lines = state.isPassed ? [] : state.program?.lines ?? []
            return Set(lines.indices.filter { lines[$0].contains("TODO") }.map { $0 + 1 })
        }
        return state.changedLines.map { Set($0) } ?? Set(state.step?.highlightedLines ?? [])
    }

    private static func style(of line: Substring, _ theme: Theme) -> Style {
        line.drop { $0 == " " }.hasPrefix("//") ? theme.dim : .plain
    }
}

/// What stands before the text of a line: whether the step speaks of it, its number, and who is there.
private struct CodeMargin {
    let digits: Int
    let marks: TaskMarks
    let highlighted: Set<Int>
    let selected: TaskID?
    let theme: Theme

    /// For tasks up to 999, or a few with small ids.
    private static let markWidth = 4

    /// The pointer, the number, the tasks, and a blank.
    var width: Int { 1 + digits + Self.markWidth + 1 }

    func spans(line: Int, isFirst: Bool) -> [(text: String, style: Style)] {
        guard isFirst else { return [(String(repeating: " ", count: width), .plain)] }
        let isMarked = highlighted.contains(line)
        let number = TextWidth.padded("\(line)", to: digits, alignment: .right)
        let mark = TaskMark(tasks: marks.tasks[line] ?? [], selected: selected, theme: theme)
        return [
            (isMarked ? String(theme.glyphs.pointerRight) : " ", theme.borderInFocus),
            (number, theme.dim),
        ] + mark.spans(width: Self.markWidth) + [(" ", .plain)]
    }
}

/// What the selected task does, behind the line where it is.
private struct CodeNote {
    let line: Int
    /// In several lengths, the longest first.
    let texts: [String]

    /// Nil where no task is selected, it has ended, or nothing is known of where it is.
    init?(_ state: LabState, _ lines: CodeLines) {
        guard let shown = state.runOfShownProgram?.shown,
            let task = state.selectedTask.flatMap({ shown.trace.task($0) }), task.isUnfinished
        else { return nil }
        let title = task.title
        let place = shown.trace.place(of: task)
        if let line = lines.line(at: place, isOnThread: task.state.isOnThread, shown.trace) {
            let notes = ReasonText(task: task, trace: shown.trace, now: shown.now).notes
            self.line = line
            let short = task.state == .ready ? ["is ready"] : []
            texts =
                notes.map { "\(title) \($0)" } + notes.suffix(1) + short.map { "\(title) \($0)" }
                + short + [title]
        } else if let line = lines.line(at: task.createdAt, isOnThread: false, shown.trace) {
            self.line = line
            texts = ["\(title) was created here", "\(title) created", "created here", "created"]
        } else {
            return nil
        }
    }

    /// The longest text that there is room for behind a row of the line, with its pointer.
    func placed(below rows: [String], _ room: Int, _ theme: Theme) -> (row: Int, text: String)? {
        for text in texts {
            let note = "  \(theme.glyphs.pointerLeft) \(TextWidth.visible(text))"
            let width = TextWidth.of(note)
            if let row = rows.firstIndex(where: { TextWidth.of($0) + width <= room }) {
                return (row, note)
            }
        }
        return nil
    }
}

/// A line of source that may be longer than its place.
struct SourceLine {
    private let text: String

    init(_ text: Substring) {
        self.text = String(text)
    }

    /// The line, and what does not fit below it, indented a little further.
    func folded(to width: Int) -> [String] {
        guard TextWidth.of(text) > width else { return [text] }
        let indent = min(text.prefix { $0 == " " }.count + 4, width / 2)
        let first = TextWidth.wrappedRanges(text, to: width)[0]
        let rest = text[first.upperBound...].drop { $0 == " " }
        let folded = TextWidth.wrapped(String(rest), to: width - indent)
        return [String(text[first])] + folded.map { String(repeating: " ", count: indent) + $0 }
    }
}

extension LabState {
    /// The line of the program on the screen in which the last check found it wrong.
    fileprivate var faultLine: Int? {
        guard shownSolution == nil, let line = judgementOfProgram?.verdict.fault?.line,
            1...max(1, program?.lines.count ?? 1) ~= line
        else { return nil }
        return line
    }
}

extension ProgramReference {
    /// Its lines of code that others do not have, by number from 1; how far they are indented does not
    /// count.
    fileprivate func linesMissing(in others: [Substring]) -> Set<Int> {
        let known = Set(others.map { $0.drop { $0 == " " } })
        let own = lines.map { $0.drop { $0 == " " } }
        let isNew = { (line: Substring) in
            !line.isEmpty && !line.hasPrefix("//") && !known.contains(line)
        }
        return Set(own.indices.filter { isNew(own[$0]) }.map { $0 + 1 })
    }
}
