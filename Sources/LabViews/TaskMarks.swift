import LabCore
import Screen
import TraceModel

/// Where in one file of source the tasks of a moment are.
struct TaskMarks {
    /// By line, the tasks there, in the order of their creation.
    private(set) var tasks: [Int: [TaskID]] = [:]

    /// Nobody is anywhere.
    init() {}

    /// The tasks of a moment that have not ended, each at one line of the file.
    init(_ trace: Trace, _ lines: CodeLines) {
        var known: [Spot: Int?] = [:]
        for index in trace.tasks.indices where trace.tasks[index].isUnfinished {
            guard let place = trace.place(of: trace.tasks[index]) else { continue }
            let spot = Spot(place: place, isOnThread: trace.tasks[index].state.isOnThread)
            let line = known[spot] ?? lines.line(at: place, isOnThread: spot.isOnThread, trace)
            known[spot] = .some(line)
            if let line { tasks[line, default: []].append(trace.tasks[index].id) }
        }
    }

    private struct Spot: Hashable {
        let place: PlaceID
        let isOnThread: Bool
    }
}

/// The lines of one file, some of which are spoken of.
struct CodeLines {
    let fileName: String
    let highlighted: Set<Int>

    /// The innermost line of a place in the file; of a task on a thread, that from which it got there,
    /// where that is spoken of.
    func line(at place: PlaceID?, isOnThread: Bool, _ trace: Trace) -> Int? {
        let lines = trace.places.stack(at: place).lazy.filter { $0.fileName == fileName }.map(
            \.line
        )
        return (isOnThread ? lines.first(where: highlighted.contains) : nil) ?? lines.first
    }
}

/// The tasks at one line in as few cells as the margin has: `#4`, `#2,3`, `#2-6`, or one and how many
/// more.
struct TaskMark {
    let tasks: [TaskID]
    let selected: TaskID?
    let theme: Theme

    /// Exactly `width` cells, or nothing but blanks where nobody is there.
    func spans(width: Int) -> [(text: String, style: Style)] {
        guard let first = tasks.first else {
            return [(String(repeating: " ", count: width), .plain)]
        }
        let isSelected = selected.map(tasks.contains) ?? false
        let shown = isSelected ? selected ?? first : first
        let style =
            isSelected ? Style(bold: true, reverse: true) : theme.style(of: shown)
        let text = texts(shown, isSelected).first { $0.0.count + $0.1.count <= width }
        let (head, tail) = text ?? (String(theme.glyphs.filledDot), "")
        let blank = String(repeating: " ", count: width - head.count - tail.count)
        return [(head, style), (tail, theme.dim), (blank, .plain)]
    }

    /// In several lengths: a task, and who is there besides.
    private func texts(_ shown: TaskID, _ isSelected: Bool) -> [(String, String)] {
        let ids = tasks.map(\.rawValue)
        let head = "#\(shown.rawValue)"
        guard let last = ids.last, ids.count > 1 else { return [(head, "")] }
        var texts: [(String, String)] = []
        if !isSelected {
            if ids.count == 2 { texts.append((head, ",\(last)")) }
            if Int(last - ids[0]) == ids.count - 1 { texts.append((head, "-\(last)")) }
        }
        return texts + [(head, "+\(ids.count - 1)"), (head, "+"), (head, "")]
    }
}
