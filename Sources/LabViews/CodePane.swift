import Curriculum
import Grading
import LabCore
import Screen
import TraceModel

/// The program's source with line numbers and, in the margin, the tasks that are at each line; lines
/// that the step speaks of are marked.
struct CodePane {
    private let source: FoldedSource
    private let margin: CodeMargin
    private let note: (row: Int, text: String)?
    private let theme: Theme
    /// The line where the selected task is, and the first that the step speaks of.
    private let current: Int?
    private let highlighted: Int?

    /// The program of a place at a width.
    init(state: LabState, theme: Theme, width: Int, kept: KeptCode = KeptCode()) {
        let marked = Self.marked(state)
        highlighted = marked.min()
        self.theme = theme
        let program = state.shownProgram
        let lines = CodeLines(fileName: program?.fileName ?? "", highlighted: marked)
        let shown = state.runOfShownProgram?.shown
        let note = program == nil ? nil : shown.flatMap { CodeNote(state.selectedTask, $0, lines) }
        current = note?.line
        let source = program.map { kept.source(of: $0, width: width) } ?? FoldedSource()
        self.source = source
        let marks = shown.map { TaskMarks($0.trace, lines) }
        margin = CodeMargin(
            digits: source.digits,
            marks: marks ?? TaskMarks(),
            highlighted: marked,
            selected: state.selectedTask,
            isFault: state.faultLine != nil,
            theme: theme
        )
        self.note = note.flatMap { note in
            source.rows(ofLine: note.line).flatMap { rows in
                note.placed(below: rows.map { source.rows[$0].text }, source.room, theme)
                    .map { (rows.lowerBound + $0.row, $0.text) }
            }
        }
    }

    /// The lines of the pane.
    var text: PaneText {
        var text = PaneText()
        text.append(count: source.rows.count) { $0.map { line(inRow: $0) } }
        return text
    }

    private func line(inRow index: Int) -> StyledLine {
        let row = source.rows[index]
        var spans = margin.spans(line: row.line, isFirst: row.isFirst)
        spans.append((row.text, margin.style(ofLine: row.line, isComment: row.isComment)))
        if let note, note.row == index { spans.append((note.text, theme.strong)) }
        return StyledLine(spans: spans)
    }

    /// The first row to show, where not all fit: so that the lines that the step speaks of are seen,
    /// and the line of the selected task in any case.
    ///
    /// It moves by half a height, so that the text stands still while the task goes on nearby.
    func preferredStart(height: Int) -> Int {
        let limit = max(0, source.rows.count - height)
        let base = row(of: highlighted).map { max(0, min($0 - height / 3, limit)) } ?? 0
        guard let row = row(of: current), !(base..<base + height ~= row) else { return base }
        let step = max(1, height / 2)
        return max(0, min((row - height / 4) / step * step, limit))
    }

    private func row(of line: Int?) -> Int? {
        line.flatMap { source.rows(ofLine: $0)?.lowerBound }
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
}

/// What stands before the text of a line: whether the step speaks of it, its number, and who is there.
struct CodeMargin {
    let digits: Int
    let marks: TaskMarks
    let highlighted: Set<Int>
    let selected: TaskID?
    /// The marked line is where the program is wrong.
    let isFault: Bool
    let theme: Theme

    /// For tasks up to 999, or a few with small ids.
    private static let markWidth = 4

    /// The pointer, the number, the tasks, and a blank.
    static func width(digits: Int) -> Int { 1 + digits + markWidth + 1 }

    func style(ofLine line: Int, isComment: Bool) -> Style {
        guard highlighted.contains(line) else { return isComment ? theme.dim : .plain }
        return isFault ? theme.error : theme.strong
    }

    func spans(line: Int, isFirst: Bool) -> [(text: String, style: Style)] {
        guard isFirst else {
            return [(String(repeating: " ", count: Self.width(digits: digits)), .plain)]
        }
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
    init?(_ selected: TaskID?, _ shown: RunMoment, _ lines: CodeLines) {
        guard let task = selected.flatMap({ shown.trace.task($0) }), task.isUnfinished
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
