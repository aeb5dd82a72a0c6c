import LabCore
import Screen
import TraceModel

/// Where in the timeline's pane what stands, of one run.
struct TimelineParts {
    /// Cells for the name of a task.
    let labelWidth: Int
    let axis: Rect
    /// The rows of the lanes, with their labels.
    let rows: Rect
    /// What stands below them.
    let footer: Rect
    let scale: TimeScale
    /// The first lane that is in sight.
    let firstLane: Int
}

extension TimelinePane {
    /// The parts of the pane for a run that is drawn alone; nil where it has no lanes yet.
    func partsOfOne(_ run: RunState) -> TimelineParts? {
        guard !run.trace.tasks.isEmpty else { return nil }
        // Those of the whole run, whatever moment is shown: so rows stay where they are.
        let labelWidth =
            run.picture.grouping == .threads
            ? threadLabelWidth(run, area) : self.labelWidth(run.picture.lanes, run.trace, area)
        let (_, time) = area.split(.left, labelWidth + 1)
        let (footer, body) = area.split(.bottom, inspectorRows + 1)
        let (_, rows) = body.split(.top, 1)
        return TimelineParts(
            labelWidth: labelWidth,
            axis: time.split(.top, 1).0,
            rows: rows,
            footer: footer,
            scale: scale(run, width: time.size.width),
            firstLane: firstLane(run, rows: rows.size.height)
        )
    }

    /// The part of the time that the learner looks at, or all of it.
    func scale(_ run: RunState, width: Int) -> TimeScale {
        run.window.map { TimeScale(width: width, window: $0, folding: folding(run)) }
            ?? fittingScale(run, width: width)
    }

    /// The scale on which the whole run fits, and that before it where both are shown.
    private func fittingScale(_ run: RunState, width: Int) -> TimeScale {
        let before = runAbove?.now ?? 0
        return TimeScale(
            width: width,
            now: max(before, folding(run)?.drawn(run.now) ?? run.now),
            isRunning: run.phase.isUnderWay && run.now >= before && folding(run) == nil,
            least: leastSpan(run),
            folding: folding(run)
        )
    }

    /// Two runs share one axis, with all its gaps.
    private func folding(_ run: RunState) -> TimeFolding? {
        runAbove == nil ? run.picture.folding : nil
    }

    /// What the state is told of the axis; nil where there is none.
    var extent: TimeExtent? {
        guard let run, !run.trace.tasks.isEmpty else { return nil }
        let width =
            runAbove.map { area.size.width - bothLabelWidth($0, run, area) - 1 }
            ?? parts?.axis.size.width ?? 0
        guard width > 0 else { return nil }
        return TimeExtent(cells: width, fittingCell: fittingScale(run, width: width).cell)
    }

    /// Which moment is on the screen, and how closely it is looked at.
    var title: String {
        guard let run, let extent else { return "Timeline" }
        let shown = run.shown
        let cell = run.window?.cell ?? extent.fittingCell
        let zoom = run.window == nil ? "" : " \(max(1, extent.fittingCell / cell))x"
        let name = "Timeline" + (run.picture.grouping == .threads ? " by thread" : "")
        guard run.isHeld else { return name + zoom }
        let digits = Seconds.digits(telling: cell)
        let time = digits > 2 ? "\(Seconds.decimal(shown.now, digits: digits)) s, " : ""
        let count = shown.isPast ? "\(shown.job) of \(run.jobCount)" : "\(shown.job)"
        return "\(name)\(zoom): \(time)job \(count)"
    }
}
