import LabCore
import Screen
import TraceModel

/// Two runs one above the other, on one time axis: a program before and after the learner changed
/// it, or what was wanted of the learner's and what it does.
extension TimelinePane {
    /// Rows that both runs want, with the axis, a line above each, and the two lines below.
    static func rowsOfBoth(_ before: RunState, _ now: RunState) -> Int {
        1 + (1 + before.lanes.count) + (1 + max(1, now.lanes.count)) + 2
    }

    func drawBoth(_ before: RunState, _ now: RunState, in frame: inout Frame, _ area: Rect) {
        if let comparison = state.comparison {
            drawPairs(comparison, before, now, in: &frame, area)
            return
        }
        let width = bothLabelWidth(before, now, area)
        let (top, below) = area.split(.top, 1)
        // The lanes come first where there is little room.
        let spare = below.size.height - (Self.rowsOfBoth(before, now) - 3)
        let (footer, body) = below.split(.bottom, spare >= 2 ? inspectorRows + 1 : 0)
        let (_, axis) = top.split(.left, width + 1)
        let scale = scale(now, width: axis.size.width)
        drawAxis(scale, mark: now.isHeld ? now.shown.now : nil, in: &frame, axis)
        let rows = Self.shares(of: body.size.height, before.lanes.count, now.lanes.count)
        let (upper, rest) = body.split(.top, min(rows + 1, body.size.height))
        draw(before, state.runNames.before, scale, width, in: &frame, upper)
        draw(now, state.runNames.now, scale, width, in: &frame, rest)
        if footer.size.height > 0 { drawFooter(now.shown, in: &frame, footer) }
    }

    func bothLabelWidth(_ before: RunState, _ now: RunState, _ area: Rect) -> Int {
        let widest = [before, now].map { labelWidth($0.lanes, $0.trace, area) }.max() ?? 0
        return state.comparison == nil ? widest : pairLabelWidth(widest, area)
    }

    /// The rows for the lanes of the first run: each gets what it needs, or half.
    private static func shares(of height: Int, _ first: Int, _ second: Int) -> Int {
        let free = max(0, height - 2)
        let half = free / 2
        if first + max(1, second) <= free { return first }
        return first <= half ? first : max(half, free - max(1, second))
    }

    private func draw(
        _ run: RunState,
        _ word: String,
        _ scale: TimeScale,
        _ labelWidth: Int,
        in frame: inout Frame,
        _ area: Rect
    ) {
        let (head, rows) = area.split(.top, 1)
        let hidden = max(0, run.lanes.count - rows.size.height)
        let first = run.id == self.run?.id ? firstLane(run, rows: rows.size.height) : 0
        StyledLine(spans: [
            (word, theme.title), ("  " + total(run), theme.strong),
            (hidden > 0 ? "  (\(hidden) more)" : "", theme.dim),
        ]).draw(in: &frame, at: head.origin, clippedTo: head)
        guard !run.lanes.isEmpty else {
            frame.write(emptyText, at: rows.origin, style: theme.dim, clippedTo: rows)
            return
        }
        drawLanes(run.lanes.dropFirst(first), of: run, scale, labelWidth, in: &frame, rows)
    }

    /// How long it took, and how it ended where that was not well.
    private func total(_ run: RunState) -> String {
        switch run.phase {
        case .ended(.exited(0)): Seconds.text(run.now)
        case .ended(let end): "\(Seconds.text(run.now)): \(end.sentence)"
        case .failed: "did not run"
        case .compiling: "compiling"
        case .starting, .running: Seconds.text(run.shown.now)
        }
    }
}
