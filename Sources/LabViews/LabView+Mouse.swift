public import LabCore
public import Screen
import TraceModel

extension LabView {
    /// What the mouse asks for at a place of its own; nil where it is as everywhere.
    ///
    /// In the timeline, a click is at a task and a moment, and the wheel on the axis zooms there.
    public func command(for event: MouseEvent) -> Command? {
        guard let (run, area) = timelineOnScreen, area.contains(event.position),
            let parts = timeline.parts(of: area)
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
        guard run.lanes.indices.contains(lane) else { return nil }
        return .timeline(.point(run.lanes[lane].task, at: time))
    }

    /// The run that is drawn alone, and where; nil where there is none, or something lies above it.
    private var timelineOnScreen: (run: RunState, area: Rect)? {
        guard state.contents == nil, !state.isShowingHelp, state.runAbove == nil,
            let run = state.run, let area = timelineArea
        else { return nil }
        return (run, area)
    }
}
