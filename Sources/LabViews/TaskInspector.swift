import LabCore
import Screen
import TraceModel

/// All that is known of one task at a moment.
struct TaskInspector {
    let task: TracedTask
    let moment: RunMoment
    let theme: Theme
    /// The program's file; lines of others are told with their file.
    let fileName: String?
    var names = FunctionNames()

    private var trace: Trace { moment.trace }

    /// At most `height` lines: the first parts whole, and of the others what there is room for.
    func lines(width: Int, height: Int) -> [StyledLine] {
        let parts = parts(width)
        var rows = parts.map { _ in 0 }
        var left = height
        // A line for each, in the order of their weight; then the rest of them in the same order.
        let head = min(parts[0].count, left)
        rows[0] = head
        left -= head
        for index in parts.indices.dropFirst() where left > 0 {
            rows[index] = 1
            left -= 1
        }
        for index in parts.indices.dropFirst() where left > 0 && rows[index] > 0 {
            let more = min(left, parts[index].count - 1)
            rows[index] += more
            left -= more
        }
        return zip(parts, rows).flatMap { part, rows in cut(part, to: rows, width) }
    }

    /// The parts, the weightiest first.
    private func parts(_ width: Int) -> [[StyledLine]] {
        let parts = [
            wrapped("#\(task.id.rawValue) \(task.title): ", theme.strong, status, width),
            bars(width),
            wrapped("at ", theme.dim, stack, width),
            wrapped("last pause: ", theme.dim, lastPause, width),
            wrapped("created ", theme.dim, creation, width),
            printed(width),
        ]
        return parts.filter { !$0.isEmpty }
    }

    private func cut(_ part: [StyledLine], to rows: Int, _ width: Int) -> [StyledLine] {
        guard rows > 0, rows < part.count else { return Array(part.prefix(rows)) }
        var last = part[rows - 1]
        let sign = String(theme.glyphs.ellipsis)
        if last.width + TextWidth.of(sign) > width, let span = last.spans.popLast() {
            let room = max(0, TextWidth.of(span.text) - TextWidth.of(sign))
            let text = TextWidth.truncated(span.text, to: room, glyphs: theme.glyphs)
            last.spans.append((text, span.style))
        } else {
            last.spans.append((sign, theme.dim))
        }
        return part.prefix(rows - 1) + [last]
    }

    /// Text behind a label, what does not fit below it; nothing where there is no text.
    private func wrapped(
        _ label: String,
        _ style: Style,
        _ text: String?,
        _ width: Int
    ) -> [StyledLine] {
        guard let text, !text.isEmpty else { return [] }
        let ranges = TextWidth.wrappedRanges(label + text, to: max(8, width))
        return ranges.enumerated().map { row, range in
            let line = String((label + text)[range])
            guard row == 0, line.count >= label.count else { return StyledLine(line) }
            return StyledLine(spans: [
                (label, style), (String(line.dropFirst(label.count)), .plain),
            ])
        }
    }

    // MARK: The parts

    private var status: String {
        guard let ended = task.ended, let outcome = task.outcome else { return reason }
        return outcome == .unfinished
            ? "unfinished, \(reason)" : "\(outcome.rawValue) at \(Seconds.text(ended))"
    }

    private var reason: String {
        ReasonText(task: task, trace: trace, now: moment.now).sentence
    }

    private var stack: String? {
        guard task.isUnfinished else { return nil }
        return StackText(
            stack: trace.places.stack(at: trace.place(of: task)),
            fileName: fileName,
            names: names,
            isAscii: theme.glyphs == .ascii
        ).text
    }

    /// Where it was created, and by whom; nil where neither is known: so it is of the program's own task.
    private var creation: String? {
        let line = trace.places.line(at: task.createdAt).map { line in
            line.fileName == fileName
                ? "at line \(line.line) " : "at \(line.fileName):\(line.line) "
        }
        let parent = task.parent.flatMap { trace.task($0) }
        guard line != nil || parent != nil else { return nil }
        let creator = parent.map { "by #\($0.id.rawValue) \($0.title) " } ?? ""
        return (line ?? "") + creator + "after \(Seconds.text(task.created))"
    }

    /// The wait before, while it does not wait.
    private var lastPause: String? {
        guard let wait = task.finishedWait,
            task.ended != nil || task.state.isOnThread || task.state == .ready,
            wait.to > wait.from
        else { return nil }
        return wait.sentence(trace)
    }

    /// Pieces of output that are looked through for those of the task, from the last one on.
    private static let mostPieces = 20_000
    private static let mostPrinted = 20

    /// What it printed last comes first.
    private func printed(_ width: Int) -> [StyledLine] {
        let pieces = trace.output.suffix(Self.mostPieces).reversed().lazy
            .filter { $0.task == task.id }.prefix(Self.mostPrinted)
        return pieces.enumerated().flatMap { row, piece in
            wrapped(row == 0 ? "printed " : "before: ", theme.dim, text(of: piece), width)
        }
    }

    private func text(of piece: OutputPiece) -> String {
        let text = piece.text.split(separator: "\n").last ?? ""
        let line = trace.places.line(at: piece.place).map { ", line \($0.line)" } ?? ""
        return "at \(Seconds.text(piece.time))\(line): "
            + TextWidth.visible(String(text.drop { $0 == " " }))
    }

    // MARK: Times

    /// Shorter times in a state are left out: they would read 0.000 s.
    private static let leastShown: Nanoseconds = 500_000
    private static let longestBar = 8

    /// The time in each state, as a bar of its sign and in seconds.
    private func bars(_ width: Int) -> [StyledLine] {
        let times = task.times(until: moment.now)
        let shown = TaskState.allCases.filter { times[$0] ?? 0 >= Self.leastShown }
        let longest = shown.compactMap { times[$0] }.max() ?? 0
        guard longest > 0 else { return [] }
        for bar in [Self.longestBar, 5, 3, 1] {
            let spans = shown.enumerated().flatMap {
                index,
                state -> [(text: String, style: Style)] in
                let time = times[state] ?? 0
                let cells = max(1, Int((Double(bar) * Double(time) / Double(longest)).rounded()))
                let sign = String(repeating: theme.sign(state), count: cells)
                let gap = index + 1 < shown.count ? "  " : ""
                return [(sign, theme.style(state)), (" \(Seconds.text(time))\(gap)", .plain)]
            }
            let line = StyledLine(spans: spans)
            if line.width <= width || bar == 1 { return [line] }
        }
        return []
    }
}
