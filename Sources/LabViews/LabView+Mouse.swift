public import LabCore
public import Screen
import TraceModel

extension LabView {
    /// What the mouse asks for at a place of its own; nil where it is as everywhere.
    ///
    /// In the timeline, a click is at a task and a moment, and the wheel on the axis zooms there.
    public func command(for event: MouseEvent) -> Command? {
        guard let timeline = timelineOnScreen, timeline.area.contains(event.position),
            let run = timeline.run, let parts = timeline.parts
        else { return nil }
        let column = event.position.x - parts.axis.minX
        let time = column < 0 ? nil : min(parts.scale.end(ofColumn: column), run.now)
        if parts.axis.contains(event.position), let time {
            switch event.action {
            case .wheelUp: return .timeline(.zoom(isIn: true, at: time))
            case .wheelDown: return .timeline(.zoom(isIn: false, at: time))
            case .press(.left): return .timeline(.point(nil, at: time))
            default: return nil
            }
        }
        guard event.action == .press(.left), parts.rows.contains(event.position) else { return nil }
        let lane = parts.firstLane + event.position.y - parts.rows.minY
        if run.picture.grouping == .threads {
            return .timeline(.point(time.flatMap { task(inRow: lane, of: run, at: $0) }, at: time))
        }
        guard run.picture.lanes.indices.contains(lane) else { return nil }
        return .timeline(.point(run.picture.lanes[lane].task, at: time))
    }

    /// Who is on a thread, or with an executor, at a time.
    private func task(inRow row: Int, of run: RunState, at time: Nanoseconds) -> TaskID? {
        let rows = TimelineRow.all(run.picture)
        guard rows.indices.contains(row), case .parts(let lane) = rows[row] else { return nil }
        let parts = lane.parts.dropFirst(lane.firstPart(at: time))
        return parts.first { $0.from <= time }?.task
    }

    /// Nil where there is none, or something lies above it.
    private var timelineOnScreen: TimelinePane? {
        state.contents == nil && !state.isShowingHelp ? timeline : nil
    }
}
