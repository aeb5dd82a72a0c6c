import Curriculum
import LabCore
import Screen
import TraceModel

/// What the scheduler holds now: who runs on which thread, who could, who sleeps until when.
struct EventLoopPane {
    let state: LabState
    let theme: Theme

    /// While the program runs, and wherever one goes through its jobs, the event loop; at its end what
    /// there is to say of the run.
    var title: String {
        if state.jobChoice != nil { return "Which job runs next?" }
        return state.run?.shown.trace.ended == nil ? "Event loop" : "Findings"
    }

    func lines(width: Int, height: Int) -> [StyledLine] {
        guard let run = state.run, !run.trace.tasks.isEmpty else {
            return [StyledLine("Nothing runs.", style: theme.dim)]
        }
        let shown = run.shown
        if shown.trace.ended != nil {
            let findings = FindingLines(state, theme: theme).lines(width: width)
            return findings.isEmpty
                ? [StyledLine("Nothing to report.", style: theme.dim)] : findings
        }
        let entries = LoopEntries(moment: shown, moved: run.moved, theme: theme)
        let more = ExecutorLines(trace: shown.trace, theme: theme).lines(width: width)
        guard let choice = state.jobChoice else {
            return lines(entries, more, width, height)
        }
        let list = ChoiceList(run: run, selected: choice.selected, entries: entries, theme: theme)
            .lines(width: width, height: height)
        guard list.count + 1 < height else { return list }
        return list + [StyledLine()] + lines(entries, more, width, height - list.count - 1)
    }

    /// A line a task where there is room, and else as many as each state gets.
    private func lines(
        _ entries: LoopEntries,
        _ more: [StyledLine],
        _ width: Int,
        _ height: Int
    ) -> [StyledLine] {
        var threads = entries.threads
        // While one chooses, the list above is the queue.
        let lists =
            (state.jobChoice == nil ? [entries.ready] : []) + [entries.sleeping, entries.awaiting]
        let wanted = lists.reduce(0) { $0 + max(1, $1.count) }
        if threads.count + wanted + more.count > height { threads = entries.busyThreads }
        let most = Self.shares(of: lists, in: height - threads.count - more.count)
        let drawn = zip(lists, most).map { lines($0, most: $1, width) }
        return threads.flatMap { lines($0, most: 1, width) } + drawn.dropLast().joined() + more
            + (drawn.last ?? [])
    }

    /// How many lines each list gets: one at least, and the others in turn while any wants more.
    private static func shares(of lists: [LoopEntries.Group], in room: Int) -> [Int] {
        var shares = lists.map { _ in 1 }
        while shares.reduce(0, +) < room,
            let next = lists.indices.filter({ shares[$0] < lists[$0].count })
                .min(by: { shares[$0] < shares[$1] })
        {
            shares[next] += 1
        }
        return shares
    }

    /// The word, and below each other the tasks, `most` lines of them.
    private func lines(_ group: LoopEntries.Group, most: Int, _ width: Int) -> [StyledLine] {
        let style = group.state.map { theme.style($0) } ?? .plain
        let word = TextWidth.padded(group.word, to: Self.wordWidth - 1)
        guard group.count > 0 else {
            return [StyledLine(spans: [(word + " ", style), ("-", theme.dim)])]
        }
        let isCut = group.count > most
        let shown = group.first(isCut ? max(0, most - 1) : most)
        let room = max(1, width - Self.wordWidth)
        let blank = String(repeating: " ", count: Self.wordWidth - 1)
        var lines = shown.enumerated().map { index, entry in
            StyledLine(spans: [(index == 0 ? word : blank, style)] + spans(entry, room))
        }
        if isCut {
            let text = "\(shown.isEmpty ? "" : "and ")\(group.count - shown.count) tasks"
            lines.append(
                StyledLine(spans: [(shown.isEmpty ? word : blank, style), (" " + text, style)])
            )
        }
        return lines
    }

    /// A mark where it has just moved, and the longest text that fits.
    private func spans(_ entry: LoopEntries.Entry, _ room: Int) -> [(String, Style)] {
        var style = theme.style(entry.state)
        style.bold = style.bold || entry.hasMoved
        let text = entry.texts.first { TextWidth.of($0) <= room } ?? entry.texts.last ?? ""
        let mark = entry.hasMoved ? theme.glyphs.moveMark : " "
        return [
            (String(mark), theme.strong),
            (TextWidth.truncated(text, to: room, glyphs: theme.glyphs), style),
        ]
    }

    /// Of the word with its margin; in the margin stands what marks an entry.
    static let wordWidth = 10
}
