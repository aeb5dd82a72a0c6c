import LabCore
import Screen
import TraceModel

/// Two runs that are compared: each task's lane before, and below it its lane now.
extension TimelinePane {
    /// Rows that the lanes want, with the axis above and what the signs mean below.
    static func rows(of comparison: RunComparison) -> Int { 2 * comparison.pairs.count + 2 }

    /// Below its name stands how much longer a task takes now.
    func pairLabelWidth(_ widest: Int, _ area: Rect) -> Int {
        min(max(widest, state.runNames.width + 11), area.size.width / 3)
    }

    func drawPairs(
        _ comparison: RunComparison,
        _ before: RunState,
        _ now: RunState,
        in frame: inout Frame,
        _ area: Rect
    ) {
        let width = bothLabelWidth(before, now, area)
        let (top, below) = area.split(.top, 1)
        let (footer, rows) = below.split(.bottom, 1)
        let (head, axis) = top.split(.left, width + 1)
        let scale = scale(now, width: axis.size.width)
        drawAxis(scale, mark: now.isHeld ? now.shown.now : nil, in: &frame, axis)
        let names = state.runNames
        let words = ["\(names.before), then \(names.now)", "\(names.before), \(names.now)"]
        let word = words.first { TextWidth.of($0) <= width } ?? names.now
        frame.write(word, at: head.origin, style: theme.dim, clippedTo: head)
        let most = max(1, rows.size.height / 2)
        let first = firstPair(rows: most)
        let selected = state.selectedPair
        for (row, lane) in state.pairLanes[first...].prefix(most).enumerated() {
            let (_, rest) = rows.split(.top, 2 * row)
            let (upper, others) = rest.split(.top, 1)
            draw(lane.before, of: before, scale, width, in: &frame, upper)
            draw(lane.now, of: now, scale, width, in: &frame, others.split(.top, 1).0)
            let isSelected = first + row == selected
            drawLabels(lane, comparison, isSelected: isSelected, width, in: &frame, rest)
        }
        drawFooter(now.shown, in: &frame, footer)
    }

    /// The first pair in sight where the selected one is to be seen, and the last ones where it is the last.
    private func firstPair(rows: Int) -> Int {
        let count = state.pairLanes.count
        guard count > rows else { return 0 }
        return max(0, min((state.selectedPair ?? 0) - rows / 2, count - rows))
    }

    /// Pairs that are out of sight, above and below, in an area.
    func hiddenPairs(in area: Rect) -> (above: Int, below: Int) {
        let most = max(1, (area.size.height - 2) / 2)
        let first = firstPair(rows: most)
        return (first, max(0, state.pairLanes.count - first - most))
    }

    private func draw(
        _ lane: TaskLane?,
        of run: RunState,
        _ scale: TimeScale,
        _ width: Int,
        in frame: inout Frame,
        _ row: Rect
    ) {
        guard let lane else { return }
        drawLanes([lane], of: run, scale, width, in: &frame, row)
        // The two rows of a task have one label.
        frame.fill(row.split(.left, width + 1).0)
    }

    private func drawLabels(
        _ lane: PairLane,
        _ comparison: RunComparison,
        isSelected: Bool,
        _ width: Int,
        in frame: inout Frame,
        _ rows: Rect
    ) {
        let depth = String(repeating: " ", count: lane.depth)
        // Ids are those of the run now, as in its output.
        let id = lane.pair.now?.id
        let mark = id.map { "#\($0.rawValue) " } ?? ""
        let title = depth + mark + TextWidth.visible(lane.pair.title)
        let text = TextWidth.truncated(title, to: width, glyphs: theme.glyphs)
        frame.write(
            isSelected ? TextWidth.padded(text, to: width) : text,
            at: rows.origin,
            style: isSelected
                ? Style(bold: true, reverse: state.focus == .timeline) : theme.style(of: id),
            clippedTo: rows
        )
        guard rows.size.height > 1 else { return }
        let note = TextWidth.truncated(
            depth + "  " + self.note(lane.pair, comparison),
            to: width,
            glyphs: theme.glyphs
        )
        let place = Point(x: rows.minX, y: rows.minY + 1)
        frame.write(note, at: place, style: theme.dim, clippedTo: rows)
    }

    /// What stands beside the lower lane of a task.
    private func note(_ pair: TaskPair, _ comparison: RunComparison) -> String {
        let names = state.runNames
        guard let lifetime = pair.lifetime else {
            return pair.now == nil ? "only \(names.before)" : "only \(names.now)"
        }
        let words = ChangeWords(
            change: lifetime,
            sharpness: comparison.sharpness,
            glyphs: theme.glyphs
        )
        switch comparison.verdict(on: pair) {
        case .earlier: return "\(names.now), earlier"
        case .later: return "\(names.now), later"
        default: return names.now + (words.signed.map { " \($0)" } ?? "")
        }
    }
}

extension LabState {
    /// What the two runs on the screen are called.
    var runNames: RunNames { exercise == nil || wantedRun == nil ? .change : .exercise }

    /// How the two runs ended where that was not well, and in what they cannot be compared.
    var comparisonNotes: [String] {
        guard let before = runAbove, let now = run else { return [] }
        let named = [(runNames.before, before), (runNames.now, now)]
        let ends = named.compactMap { name, run in
            run.end == .exited(0) ? nil : run.end.map { "\(name): \($0.sentence)" }
        }
        let losses = named.compactMap { name, run in
            run.droppedEvents > 0 ? "\(name): \(run.droppedEvents) events were dropped" : nil
        }
        guard before.clock.clock != now.clock.clock else { return ends + losses }
        let clocks = named.map { name, run in
            "\(name): \(run.clock.clock == .live ? "real time" : "virtual time")"
        }
        return ends + losses + [clocks.joined(separator: ", ")]
    }
}
