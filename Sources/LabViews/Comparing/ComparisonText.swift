import LabCore
import Screen
import TraceModel

/// What became of a run, in lines: the program, a task, all tasks by their states, and those that changed.
struct ComparisonText {
    let comparison: RunComparison
    let names: RunNames
    let theme: Theme
    /// The pair that is looked at; nil for none.
    var selected: TaskPair?
    /// What else there is to say of the two runs: how they ended, where that was not well.
    var notes: [String] = []
    /// A line for each state instead of two bars, where there is little room.
    var isShort = false

    private static let mostNames = 12
    private static let mostChanged = 500

    /// All lines at a width.
    func lines(width: Int) -> [StyledLine] {
        let setter = TextSetter(theme: theme, width: width)
        let parts = [
            program(setter) + order(setter)
                + notes.flatMap { setter.lines($0, style: theme.error) }, task(setter),
            states(width), changed(width), others(setter),
            remarks(setter),
        ]
        let shown = parts.filter { !$0.isEmpty }
        return isShort ? Array(shown.joined()) : Array(shown.joined(separator: [StyledLine()]))
    }

    // MARK: The program, and a task

    private func program(_ setter: TextSetter) -> [StyledLine] {
        let words = words(comparison.makespan)
        // Of a run that was cut off, how long it took says nothing of how fast it was.
        let factor = notes.isEmpty ? words.factor.map { ", \($0)" } ?? "" : ""
        return marked("The program: ", "\(words.times), \(words.difference)\(factor)", setter)
    }

    /// What came in another order, which no time tells.
    ///
    /// Where times differ, jobs do anyway; live, they
    /// differ by chance.
    private func order(_ setter: TextSetter) -> [StyledLine] {
        var parts: [String] = []
        let isSame = comparison.hasSameTimes
        switch comparison.order.output {
        case .reordered(let line):
            parts.append("the same lines are printed in another one, from line \(line) on")
        case .other(let line) where isSame:
            parts.append("something else is printed, from line \(line) on")
        case .other, .same: break
        }
        if let jobs = comparison.order.jobs, isSame, comparison.sharpness == .exact {
            let (before, now) = (TextWidth.visible(jobs.before), TextWidth.visible(jobs.now))
            parts.append(
                "tasks run in another one, from \(Seconds.text(jobs.time)) on "
                    + "(\(names.before): \(before), \(names.now): \(now))"
            )
        }
        return parts.isEmpty
            ? [] : marked("The order: ", parts.joined(separator: "; "), setter)
    }

    private func task(_ setter: TextSetter) -> [StyledLine] {
        guard let pair = selected else { return [] }
        let id = pair.now.map { "#\($0.id.rawValue) " } ?? ""
        let title = id + TextWidth.visible(pair.title)
        guard let lifetime = pair.lifetime, let end = pair.end, let creation = pair.creation else {
            let text = pair.now.map { "new; it takes \(Seconds.text($0.lifetime))" }
            let took = Seconds.text(pair.before?.lifetime ?? 0)
            return marked("\(title): ", text ?? "gone; it took \(took)", setter)
        }
        var text = "takes \(words(lifetime).times), \(words(lifetime).difference)"
        if comparison.sharpness.isSame(lifetime), comparison.sharpness.isSame(end) {
            text = "\(words(lifetime).difference), \(Seconds.text(lifetime.now))"
        } else if !comparison.sharpness.isSame(end), !comparison.sharpness.isSame(creation) {
            text += "; ends at \(words(end).times)"
        }
        let states = TaskState.allCases.compactMap { state -> String? in
            guard let time = pair.time(state), !comparison.sharpness.isSame(time) else {
                return nil
            }
            return "\(state.word) \(words(time).times)"
        }
        return marked("\(title): ", ([text] + states).joined(separator: "; "), setter)
    }

    private func marked(_ mark: String, _ text: String, _ setter: TextSetter) -> [StyledLine] {
        let rows = TextWidth.wrapped(mark + text, to: max(8, setter.width))
        return rows.enumerated().map { row, line in
            guard row == 0, line.hasPrefix(mark) else { return StyledLine(line) }
            return StyledLine(spans: [
                (mark, theme.strong), (String(line.dropFirst(mark.count)), .plain),
            ])
        }
    }

    // MARK: All tasks together

    /// Times below are left out where both are: they would read 0.000 s.
    private static let leastShown: Nanoseconds = 500_000

    private func states(_ width: Int) -> [StyledLine] {
        let longest = TaskState.allCases.map(largest).max() ?? 0
        let shown = TaskState.allCases.filter { state in
            let isSame = comparison.sharpness.isSame(comparison.total(state))
            return largest(state)
                >= (isSame ? max(Self.leastShown, longest / 200) : Self.leastShown)
        }
        guard !shown.isEmpty else { return [] }
        let head = StyledLine("All tasks together", style: theme.strong)
        return [head] + (isShort ? shortLines(shown) : bars(shown, width))
    }

    private func largest(_ state: TaskState) -> Nanoseconds {
        max(comparison.total(state).before, comparison.total(state).now)
    }

    private func shortLines(_ states: [TaskState]) -> [StyledLine] {
        let all = states.map { words(comparison.total($0)) }
        let width = all.map { TextWidth.of($0.times) }.max() ?? 0
        return zip(states, all).map { state, words in
            StyledLine(spans: [
                ("\(theme.sign(state)) ", theme.style(state)),
                (TextWidth.padded(state.word, to: 9), .plain),
                (TextWidth.padded(words.times, to: width) + "  ", .plain),
                (words.difference, theme.dim),
            ])
        }
    }

    /// For each state two bars, one below the other, and what it has less or more now.
    private func bars(_ states: [TaskState], _ width: Int) -> [StyledLine] {
        let differences = states.map { words(comparison.total($0)).difference }
        let note = (differences.map { TextWidth.of($0) }.max() ?? 0) + 2
        let chart = BarChart(states.flatMap(bars), theme: theme)
        return chart.lines(width: max(20, width - 10 - note)).enumerated().map { row, line in
            let isNow = row % 2 == 1
            let word = TextWidth.padded(isNow ? "" : states[row / 2].word, to: 10)
            let difference = isNow ? [("  " + differences[row / 2], theme.dim)] : []
            return StyledLine(spans: [(word, .plain)] + line.spans + difference)
        }
    }

    private func bars(_ state: TaskState) -> [BarChart.Bar] {
        let total = comparison.total(state)
        return [(names.before, total.before), (names.now, total.now)].map { name, time in
            BarChart.Bar(
                label: name,
                value: Double(time),
                text: Seconds.text(time),
                style: theme.style(state),
                sign: theme.sign(state)
            )
        }
    }

    // MARK: The tasks

    private func changed(_ width: Int) -> [StyledLine] {
        let changed = comparison.changed
        guard !changed.isEmpty else { return [] }
        let rows = changed.prefix(Self.mostChanged).map { row(comparison.pairs[$0]) }
        let head = ["Changed most", "takes", "ends at", ""]
        let widths = head.indices.map { column in
            ([head] + rows).map { TextWidth.of($0[column]) }.max() ?? 0
        }
        let name = max(6, min(widths[0], width - widths[1] - widths[2] - widths[3] - 6))
        let lines = ([head] + rows).enumerated().map { index, row in
            let title = TextWidth.truncated(row[0], to: name, glyphs: theme.glyphs)
            let style = index == 0 ? theme.strong : .plain
            return StyledLine(spans: [
                (TextWidth.padded(title, to: name) + "  ", style),
                (TextWidth.padded(row[1], to: widths[1]) + "  ", index == 0 ? theme.dim : .plain),
                (TextWidth.padded(row[2], to: widths[2]) + "  ", index == 0 ? theme.dim : .plain),
                (row[3], theme.dim),
            ])
        }
        let more = changed.count - rows.count
        return lines + (more > 0 ? [StyledLine("and \(more) more", style: theme.dim)] : [])
    }

    private func row(_ pair: TaskPair) -> [String] {
        let id = pair.now.map { "#\($0.id.rawValue) " } ?? ""
        return [
            id + TextWidth.visible(pair.title), pair.lifetime.map { words($0).shortTimes } ?? "",
            pair.end.map { words($0).shortTimes } ?? "", verdict(pair),
        ]
    }

    /// What became of a task; where it takes less and ends later, or the other way round, both.
    private func verdict(_ pair: TaskPair) -> String {
        let verdict = comparison.verdict(on: pair)
        guard let end = pair.end, !comparison.sharpness.isSame(end) else { return verdict.words }
        switch verdict {
        case .faster where !end.isLess: return verdict.words + ", later"
        case .slower where end.isLess: return verdict.words + ", earlier"
        default: return verdict.words
        }
    }

    /// Those that only one of the runs has, and how many are as they were.
    private func others(_ setter: TextSetter) -> [StyledLine] {
        let new = list(comparison.new, "Only \(names.now): ", setter)
        let gone = list(comparison.gone, "Only \(names.before): ", setter)
        let same = comparison.sameCount
        guard same > 0 else { return new + gone }
        let word = comparison.sharpness == .exact ? "Take as long" : "Take about as long"
        return new + gone + marked("\(word): ", same == 1 ? "1 task" : "\(same) tasks", setter)
    }

    private func list(_ pairs: [Int], _ mark: String, _ setter: TextSetter) -> [StyledLine] {
        guard !pairs.isEmpty else { return [] }
        let titles = pairs.prefix(Self.mostNames).map {
            TextWidth.visible(comparison.pairs[$0].title)
        }
        let more = pairs.count - titles.count
        let text = titles.joined(separator: ", ")
        return marked(mark, text + (more > 0 ? ", and \(more) more" : ""), setter)
    }

    private func remarks(_ setter: TextSetter) -> [StyledLine] {
        guard comparison.sharpness == .rough else { return [] }
        let text =
            "Real time differs by itself: up to 0.01 s and a twentieth counts as about the same."
        return setter.lines(text, style: theme.dim)
    }

    private func words(_ change: TimeChange) -> ChangeWords {
        ChangeWords(change: change, sharpness: comparison.sharpness, glyphs: theme.glyphs)
    }
}
