import LabCore
import Screen
import TraceModel

/// Those that are ready, numbered, to choose from who runs next.
struct ChoiceList {
    let run: RunState
    /// Position of the entry that is selected.
    let selected: Int
    let entries: LoopEntries
    let theme: Theme

    /// The entries around the selected one, in at most `height` lines; where that are not all, the last
    /// line says how many there are above and below.
    func lines(width: Int, height: Int) -> [StyledLine] {
        let all = run.jobEntries
        let isCut = all.count > height && height > 1
        let rows = isCut ? height - 1 : height
        let start = max(0, min(selected - rows / 2, all.count - rows))
        let lines = all.indices.dropFirst(start).prefix(rows).map { index in
            line(all[index], index, width)
        }
        guard isCut else { return lines }
        let hidden = [(start, "above"), (all.count - start - rows, "below")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return lines + [StyledLine("    " + hidden.joined(separator: ", "), style: theme.dim)]
    }

    private func line(_ entry: JobEntry, _ index: Int, _ width: Int) -> StyledLine {
        let isSelected = index == selected
        let mark = isSelected ? String(theme.glyphs.pointerRight) : " "
        let number = index < 9 ? "\(index + 1)" : " "
        let room = max(1, width - 4)
        let texts = texts(entry)
        let text = texts.first { TextWidth.of($0) <= room } ?? texts.last ?? ""
        let shown = TextWidth.padded(
            TextWidth.truncated(text, to: room, glyphs: theme.glyphs),
            to: room
        )
        if isSelected {
            return StyledLine("\(mark) \(number) \(shown)", style: theme.selected)
        }
        let style = entry.isPossible ? theme.style(.ready) : theme.dim
        return StyledLine(spans: [("\(mark) ", .plain), (number, theme.key), (" " + shown, style)])
    }

    /// What there is to say of it, in several lengths; of one that can't be next, why.
    private func texts(_ entry: JobEntry) -> [String] {
        guard let task = run.trace.task(entry.task) else { return [] }
        let details: [String]
        if task.state == .blocking {
            details = [task.stretches.last?.call.map { ", back from \($0.name)" } ?? ", is back"]
        } else if entry.isPossible {
            details = [task.stretches.last?.executor.map { " (\(run.trace.name(of: $0)))" } ?? ""]
        } else {
            details = entries.turn(of: task).map { $0 + ": not now" } + [": not now"]
        }
        return (details + [""]).map { task.title + $0 }
    }
}
