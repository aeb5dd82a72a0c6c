import LabCore
import Screen
import TraceModel

/// The lanes of threads and executors.
extension TimelinePane {
    func drawThreads(
        _ rows: ArraySlice<TimelineRow>,
        of run: RunState,
        _ parts: TimelineParts,
        in frame: inout Frame
    ) {
        for (offset, row) in rows.prefix(parts.rows.size.height).enumerated() {
            let y = parts.rows.minY + offset
            let area = Rect(x: parts.rows.minX, y: y, width: parts.rows.size.width, height: 1)
            let (label, time) = area.split(.left, parts.labelWidth + 1)
            let text = TextWidth.truncated(
                row.label(run.trace),
                to: parts.labelWidth,
                glyphs: theme.glyphs
            )
            var style = Style.plain
            if case .waiting = row { style = theme.dim }
            frame.write(text, at: label.origin, style: style, clippedTo: label)
            drawCells(row, of: run, parts.scale, in: &frame, time)
        }
    }

    private func drawCells(
        _ row: TimelineRow,
        of run: RunState,
        _ scale: TimeScale,
        in frame: inout Frame,
        _ area: Rect
    ) {
        let shown = run.shown
        let cursor = shown.isPast ? scale.column(of: shown.now) : nil
        var cells: [(Character, Style)]
        switch row {
        case .waiting(let lane):
            cells = ThreadCells(lane: lane, scale: scale, now: run.now).waiting()
                .map { ($0, theme.style(.ready)) }
        case .parts(let lane):
            let signs = ThreadCells(lane: lane, scale: scale, now: run.now).cells()
            cells = signs.map(cell)
            writeNames(signs, in: &cells)
        }
        draw(cells.map { CellRun($0) }, cursor: cursor, scale, in: &frame, area)
    }

    private func cell(_ cell: ThreadCells.Cell) -> (Character, Style) {
        guard let state = cell.state else {
            guard cell.little > 0 else { return (" ", .plain) }
            var style = theme.style(.running)
            if cell.hidesBlocking { style = theme.style(.blocking).underlined }
            let isWhole = hasParts && theme.glyphs == .unicode
            return (isWhole ? theme.part(cell.little, isLeft: true) : "'", style)
        }
        return theme.cell(.state(state, hidesBlocking: cell.hidesBlocking))
    }

    /// Writes whose it is into what is wide enough: `#4`.
    private func writeNames(
        _ signs: [ThreadCells.Cell],
        in cells: inout [(Character, Style)]
    ) {
        var start = 0
        while start < signs.count {
            let task = signs[start].task
            var end = start + 1
            while end < signs.count, signs[end].task == task { end += 1 }
            if let task {
                let name = Array("#\(task.rawValue)")
                if end - start > name.count {
                    let style = nameStyle(task)
                    for (offset, character) in name.enumerated() {
                        cells[start + offset] = (character, style)
                    }
                }
            }
            start = end
        }
    }

    private func nameStyle(_ task: TaskID) -> Style {
        task == state.selectedTask
            ? Style(bold: true, reverse: true) : theme.style(of: task)
    }

    /// What the signs of threads and executors mean; in fewer words where there is little room.
    func threadLegend(_ width: Int) -> [(text: String, style: Style)] {
        let little = hasParts && theme.glyphs == .unicode ? "▎" : "'"
        let isWide = width >= 54
        return [
            (String(theme.sign(.running)), theme.style(.running)), (" running ", theme.dim),
            (little, theme.style(.running)), (isWide ? " a little " : " little ", theme.dim),
            (String(theme.sign(.blocking)), theme.style(.blocking)), (" blocking ", theme.dim),
            ("#2", theme.style(of: nil)), (isWide ? " task " : " ", theme.dim),
            ("1-9+", theme.style(.ready)), (" waiting", theme.dim),
        ]
    }

    func threadLabelWidth(_ run: RunState, _ area: Rect) -> Int {
        let labels = TimelineRow.all(run.picture).prefix(250).map { $0.label(run.trace) }
        return min(max(labels.map(TextWidth.of).max() ?? 0, 6), 26, area.size.width / 3)
    }

    /// The first row that is in sight: the thread of the selected task is.
    func firstThreadRow(_ rows: [TimelineRow], of run: RunState, height: Int) -> Int {
        guard height > 0, rows.count > height else { return 0 }
        let time = run.shown.now
        let task = state.selectedTask.flatMap { run.trace.task($0) }
        let thread = task?.stretches.last { $0.from <= time && $0.state.isOnThread }?.thread
        let row = rows.firstIndex { row in
            guard case .parts(let lane) = row, case .thread(let owner) = lane.owner else {
                return false
            }
            return owner == thread
        }
        return max(0, min((row ?? 0) - height / 2, rows.count - height))
    }
}
