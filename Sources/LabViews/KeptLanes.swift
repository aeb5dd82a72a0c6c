import LabCore
import TraceModel

/// What lanes showed when they were drawn last, of a run that goes on.
///
/// What lies behind a task's last stretch does not change any more: only the cells from there on are new.
final class KeptLanes {
    /// What the cells of all lanes depend on.
    private struct Place: Equatable {
        let run: RunID
        let scale: TimeScale
        let hasParts: Bool
    }

    private struct Kept {
        /// The cells that stay as they are.
        let signs: ArraySlice<LaneSign>
        /// Where the last of the stretches was, and when it began.
        let stretch: Int
        let from: Nanoseconds
    }

    private var place: Place?
    private var lanes: [TaskID: Kept] = [:]

    /// The signs of a task's lane in a run.
    func signs(of task: TracedTask, in run: RunState, _ scale: TimeScale, hasParts: Bool)
        -> [LaneSign]
    {
        let lane = Lane(task: task, scale: scale, now: run.now, hasParts: hasParts)
        guard run.phase.isUnderWay, scale.folding == nil else { return lane.signs() }
        let place = Place(run: run.id, scale: scale, hasParts: hasParts)
        if place != self.place {
            self.place = place
            lanes = [:]
        }
        let signs = lane.signs(after: known(task))
        keep(signs, of: task, scale, now: run.now)
        return signs
    }

    private func known(_ task: TracedTask) -> ArraySlice<LaneSign> {
        guard let kept = lanes[task.id], kept.stretch <= task.stretches.count,
            task.stretches[kept.stretch - 1].from == kept.from
        else { return [] }
        return kept.signs
    }

    /// The last stretch can still become another one, so that before it is the last that stays.
    private func keep(
        _ signs: [LaneSign],
        of task: TracedTask,
        _ scale: TimeScale,
        now: Nanoseconds
    ) {
        let count = task.stretches.count
        guard count > 1 else { return }
        let settled = scale.column(of: min(task.stretches[count - 1].from, now))
        lanes[task.id] = Kept(
            signs: signs.prefix(max(0, settled)),
            stretch: count - 1,
            from: task.stretches[count - 2].from
        )
    }
}
