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

    /// The entries around the selected one, in at most `height` lines.
    func lines(width: Int, height: Int) -> [StyledLine] {
        let all = run.jobEntries
        let start = max(0, min(selected - height / 2, all.count - height))
        return all.indices.dropFirst(start).prefix(height).map { index in
            line(all[index], index, width)
        }
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
