import Curriculum
import LabCore
import Screen
import TraceModel

/// The tasks of a run as lanes on one time axis.
///
/// A class, as it holds two runs and is asked many things: their copies would take longer than its answers.
final class TimelinePane {
    let state: LabState
    let theme: Theme
    /// What is inside of its border.
    let area: Rect
    /// Lines below the lanes that tell of the selected task.
    let inspectorRows: Int
    /// Cells may be filled in part, at the right side in reverse: not where the screen becomes plain text.
    let hasParts: Bool
    /// The run of the place, and that which it is held against.
    let run: RunState?
    let runAbove: RunState?
    /// What of a run that is drawn alone stands where; nil where it has no lanes yet.
    private(set) var parts: TimelineParts?
    private let kept: KeptLanes
    private let names: FunctionNames

    static let widestLabel = 26

    init(
        state: LabState,
        theme: Theme,
        area: Rect,
        inspectorRows: Int,
        hasParts: Bool = false,
        kept: KeptLanes = KeptLanes(),
        names: FunctionNames = FunctionNames()
    ) {
        self.state = state
        self.theme = theme
        self.area = area
        self.inspectorRows = inspectorRows
        self.hasParts = hasParts
        self.kept = kept
        self.names = names
        run = state.run
        runAbove = state.runAbove
        if runAbove == nil { parts = run.flatMap { partsOfOne($0) } }
    }

    func draw(in frame: inout Frame) {
        if let runAbove, let run {
            drawBoth(runAbove, run, in: &frame, area)
            return
        }
        guard let run, let parts else {
            frame.write(emptyText, at: area.origin, style: theme.dim, clippedTo: area)
            return
        }
        drawAxis(parts.scale, mark: run.isHeld ? run.shown.now : nil, in: &frame, parts.axis)
        if run.picture.grouping == .threads {
            let rows = TimelineRow.all(run.picture)
            drawThreads(rows.dropFirst(parts.firstLane), of: run, parts, in: &frame)
        } else {
            drawLanes(
                run.picture.lanes.dropFirst(parts.firstLane),
                of: run,
                parts.scale,
                parts.labelWidth,
                in: &frame,
                parts.rows
            )
        }
        drawFooter(run.shown, in: &frame, parts.footer)
    }

    /// What an ended run's time axis holds at least.
    ///
    /// A program of a lesson that takes next to no time should not look busy with what its live run
    /// needs to start. Who runs a program of their own may look for just that. Where virtual time does not
    /// pass at all, fractions of it mean nothing.
    func leastSpan(_ run: RunState) -> Nanoseconds {
        switch run.clock.clock {
        case .live: state.step == nil ? 0 : 100_000_000
        case .virtual: run.now == 0 ? 100_000_000 : 0
        }
    }

    /// Lanes from the first on, as many as there are rows: the whole of what is known, and what comes
    /// after the moment that is shown paler.
    func drawLanes(
        _ lanes: ArraySlice<TaskLane>,
        of run: RunState,
        _ scale: TimeScale,
        _ labelWidth: Int,
        in frame: inout Frame,
        _ rows: Rect
    ) {
        let (labels, time) = rows.split(.left, labelWidth + 1)
        let shown = run.shown
        let cursor = shown.isPast ? scale.column(of: shown.now) : nil
        let selected = state.selectedTask.flatMap { run.picture.lane(of: $0, in: run) }
        for (row, lane) in lanes.prefix(rows.size.height).enumerated() {
            let y = rows.minY + row
            let task = run.trace.tasks[lane.index]
            drawLabel(
                task,
                lane,
                isThere: task.created <= shown.now,
                isSelected: lane.task == selected,
                in: &frame,
                Rect(x: labels.minX, y: y, width: labelWidth, height: 1)
            )
            let cells = Rect(x: time.minX, y: y, width: time.size.width, height: 1)
            let signs = signs(of: task, run, scale)
            draw(CellRun.all(of: signs, theme), cursor: cursor, scale, in: &frame, cells)
        }
    }

    /// What a task's lane shows, with what is folded into it.
    private func signs(of task: TracedTask, _ run: RunState, _ scale: TimeScale) -> [LaneSign] {
        let hasParts = hasParts && theme.glyphs == .unicode
        guard let merged = run.picture.merged[task.id] else {
            return kept.signs(of: task, in: run, scale, hasParts: hasParts)
        }
        return Lane(merged, scale: scale, now: run.now, hasParts: hasParts).signs()
    }

    var emptyText: String {
        switch run?.phase {
        case .compiling: "Compiling ... (Esc stops it)"
        case .starting: "Starting ..."
        case .running: "The program runs and has made no task yet."
        case .ended: "The program made no tasks."
        case .failed: "The program did not run."
        case nil: state.program == nil ? "" : "Press r to run the program and watch its tasks."
        }
    }

    func labelWidth(_ lanes: [TaskLane], _ trace: Trace, _ area: Rect) -> Int {
        let widest = (lanes.prefix(250) + lanes.suffix(250)).map { lane in
            TextWidth.of(label(trace.tasks[lane.index], lane))
        }
        return min(max(widest.max() ?? 0, 6), Self.widestLabel, area.size.width / 3)
    }

    /// The task's id ties its lane to its lines in the output.
    ///
    /// Where there is little room the name is cut, and not how much is folded.
    private func label(_ task: TracedTask, _ lane: TaskLane, width: Int = .max) -> String {
        let name =
            String(repeating: " ", count: lane.depth) + "#\(task.id.rawValue) "
            + (task.name ?? task.kindWord)
        let folded = lane.below > 0 ? " +\(lane.below)" : ""
        let room = max(1, width - folded.count)
        return (width < .max ? TextWidth.truncated(name, to: room, glyphs: theme.glyphs) : name)
            + folded
    }

    /// Lanes that are out of sight, above and below.
    var hidden: (above: Int, below: Int) {
        if state.comparison != nil { return hiddenPairs(in: area) }
        // Two runs one above the other say themselves how much more there is.
        guard let run, let parts else { return (0, 0) }
        let below = run.picture.rowCount - parts.firstLane - parts.rows.size.height
        return (parts.firstLane, max(0, below))
    }

    func firstLane(_ run: RunState, rows: Int) -> Int {
        let picture = run.picture
        if picture.grouping == .threads {
            return firstThreadRow(TimelineRow.all(picture), of: run, height: rows)
        }
        guard rows > 0, picture.lanes.count > rows else { return 0 }
        let selected = state.selectedTask.flatMap { picture.row(of: $0, in: run) } ?? 0
        return max(0, min(selected - rows / 2, picture.lanes.count - rows))
    }

    private func drawLabel(
        _ task: TracedTask,
        _ lane: TaskLane,
        isThere: Bool,
        isSelected: Bool,
        in frame: inout Frame,
        _ area: Rect
    ) {
        let text = label(task, lane, width: area.size.width)
        let style =
            isSelected
            ? Style(bold: true, reverse: state.focus == .timeline)
            : isThere ? theme.style(of: task.id) : theme.style(of: task.id).pale
        frame.write(
            isSelected ? TextWidth.padded(text, to: area.size.width) : text,
            at: area.origin,
            style: style,
            clippedTo: area
        )
    }

    /// The times, and a mark at the moment that is on the screen where one stays there; where it is out of
    /// sight, one that points there.
    func drawAxis(
        _ scale: TimeScale,
        mark: Nanoseconds?,
        in frame: inout Frame,
        _ area: Rect
    ) {
        let column = mark.map(scale.column)
        let markX = column.map { area.minX + max(0, min($0, area.size.width - 1)) }
        var end = area.minX
        for (index, tick) in scale.ticks().enumerated() {
            let x = area.minX + scale.column(of: tick.time)
            let label = index == 0 ? "\(tick.label) s" : tick.label
            let isFree = markX.map { !(x - 1...x + label.count ~= $0) } ?? true
            guard x >= end, x + label.count <= area.maxX, isFree else { continue }
            frame.write(label, at: Point(x: x, y: area.minY), style: theme.dim, clippedTo: area)
            end = x + label.count + 1
        }
        guard let markX, let column else { return }
        let glyphs = theme.glyphs
        let sign =
            column < 0
            ? glyphs.pointerLeft : column < scale.width ? glyphs.pointerDown : glyphs.pointerRight
        let place = Point(x: markX, y: area.minY)
        frame.write(String(sign), at: place, style: theme.borderInFocus, clippedTo: area)
    }

    /// `cursor`: the column of the moment that is shown; behind it cells are paler.
    func draw(
        _ runs: [CellRun],
        cursor: Int?,
        _ scale: TimeScale,
        in frame: inout Frame,
        _ area: Rect
    ) {
        let breaks = scale.breakColumns()
        let ends = TaskOutcome.allCases.map(theme.sign)
        var column = 0
        for run in runs {
            // Cell by cell only where one can differ from its neighbour.
            let step = breaks.isEmpty && cursor == nil ? run.count : 1
            let end = min(column + run.count, area.size.width)
            while column < end {
                var (character, style) = (run.character, run.style)
                if breaks.contains(column), !ends.contains(character) {
                    (character, style) = (theme.breakSign, theme.dim)
                }
                if let cursor, column > cursor { style = style.pale }
                if column == cursor, character == " " {
                    (character, style) = (theme.glyphs.verticalLine, theme.dim)
                }
                let width = min(step, end - column)
                let cells = Rect(x: area.minX + column, y: area.minY, width: width, height: 1)
                frame.fill(cells, with: character, style: style)
                column += width
            }
        }
    }

    /// The selected task, and what the signs mean.
    func drawFooter(
        _ shown: RunMoment,
        in frame: inout Frame,
        _ area: Rect
    ) {
        for (row, line) in inspector(shown, area.size.width).enumerated() {
            line.draw(in: &frame, at: Point(x: area.minX, y: area.minY + row), clippedTo: area)
        }
        legend(area.size.width).draw(
            in: &frame,
            at: Point(x: area.minX, y: area.maxY - 1),
            clippedTo: area
        )
    }

    private func inspector(_ shown: RunMoment, _ width: Int) -> [StyledLine] {
        guard inspectorRows > 0, let id = state.selectedTask, let task = shown.trace.task(id) else {
            return []
        }
        return TaskInspector(
            task: task,
            moment: shown,
            theme: theme,
            fileName: state.program?.fileName,
            names: names
        ).lines(width: width, height: inspectorRows)
    }

    /// The ends that are on the screen, and always that of a task that returned.
    private var outcomes: [TaskOutcome] {
        let seen = run?.trace.tasks.outcomes ?? []
        return [.returned] + [.threw, .cancelled, .unfinished].filter(seen.contains)
    }

    /// What the signs mean; closer together where there is little room.
    private func legend(_ width: Int) -> StyledLine {
        if run?.picture.grouping == .threads {
            return StyledLine(spans: threadLegend(width))
        }
        let lines = [("  ", " "), (" ", " "), (" ", "")].lazy
            .map { self.legend(gap: $0.0, behindSign: $0.1) }
        return lines.first { $0.width <= width } ?? legend(gap: " ", behindSign: "", hasEnds: false)
    }

    private func legend(gap: String, behindSign: String, hasEnds: Bool = true) -> StyledLine {
        var spans = TaskState.allCases.enumerated().flatMap { index, state in
            [
                ((index > 0 ? gap : "") + String(theme.sign(state)), theme.style(state)),
                ("\(behindSign)\(state.word)", theme.dim),
            ]
        }
        guard hasEnds else { return StyledLine(spans: spans) }
        spans.append((gap, .plain))
        for outcome in outcomes {
            spans.append((String(theme.sign(outcome)), theme.style(outcome)))
        }
        return StyledLine(spans: spans + [("\(behindSign)ended", theme.dim)])
    }
}

extension Style {
    var underlined: Style {
        var style = self
        style.underline = true
        return style
    }

    /// For what comes later than the moment that is shown.
    var pale: Style {
        var style = self
        style.bold = false
        style.dim = true
        return style
    }
}
