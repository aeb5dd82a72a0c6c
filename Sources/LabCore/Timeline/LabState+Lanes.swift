import TraceModel

// Which lanes there are: tasks, some folded into others, or threads and executors; and idle gaps.

extension LabState {
    /// Why a command for the lanes of one run is refused; nil where it is not.
    func refusal(_ command: TimelineCommand) -> String? {
        guard runAbove != nil else { return nil }
        switch command {
        case .toggleThreads, .fold, .foldAll, .foldGaps:
            return "Two runs are compared: each task has its lane there."
        default: return nil
        }
    }

    // MARK: Threads

    mutating func toggleThreads() {
        changePicture { $0.grouping = $0.grouping == .tasks ? .threads : .tasks }
        guard run?.picture.grouping == .threads else { return }
        let isEmpty = run?.picture.threads.flatMap(\.parts).contains { $0.from < $0.to } != true
        notice =
            isEmpty && run?.clock.clock == .virtual
            ? "Computing takes no virtual time: here threads show only what blocks. t leads back."
            : "A lane for each thread and each executor: t leads back to the tasks."
    }

    // MARK: Folding tasks

    /// Folds what is below the selected task into its lane, or unfolds it; a task with nothing below it is
    /// folded into its parent.
    mutating func fold() {
        guard let run, let task = selectedTask, let row = run.picture.row(of: task, in: run) else {
            return
        }
        if run.picture.grouping == .threads {
            notice = "Tasks are folded where lanes are tasks: t leads there."
            return
        }
        let lane = run.picture.lanes[row]
        if run.picture.folded.contains(lane.task) {
            changePicture { $0.folded.remove(lane.task) }
            return
        }
        let hasTasksBelow = TaskLane.count(below: lane.position, run.lanes) > 0
        let parent = run.lanes[..<lane.position].last { $0.depth < lane.depth }?.task
        guard let folded = hasTasksBelow ? lane.task : parent else {
            notice = "\(title(of: lane, in: run)) has created no task: there is nothing to fold."
            return
        }
        changePicture { $0.folded.insert(folded) }
        selectedTask = folded
    }

    /// Folds all that can be folded, or unfolds it where something is.
    mutating func foldAll() {
        guard let run else { return }
        guard run.picture.folded.isEmpty else {
            changePicture { $0.folded = [] }
            return
        }
        let parents = zip(run.lanes, run.lanes.dropFirst())
            .compactMap { lane, next in next.depth > lane.depth ? lane.task : nil }
        guard !parents.isEmpty else {
            notice = "No task has created another one: there is nothing to fold."
            return
        }
        changePicture { $0.folded = Set(parents) }
        if let row = selectedTask.flatMap({ self.run?.picture.row(of: $0, in: run) }) {
            selectedTask = self.run?.picture.lanes[row].task
        }
    }

    /// Unfolds what a lane is folded into.
    mutating func unfold(to position: Int) {
        guard let run, !run.picture.folded.isEmpty else { return }
        var depth = run.lanes[position].depth
        var above: Set<TaskID> = []
        for lane in run.lanes[..<position].reversed() where lane.depth < depth {
            depth = lane.depth
            above.insert(lane.task)
            if depth == 0 { break }
        }
        guard !above.isDisjoint(with: run.picture.folded) else { return }
        changePicture { $0.folded.subtract(above) }
    }

    private func title(of lane: TaskLane, in run: RunState) -> String {
        run.trace.tasks[lane.index].title
    }

    // MARK: Idle gaps

    mutating func foldGaps() {
        changePicture { $0.foldsGaps.toggle() }
        guard let run, let place = place(of: run.id) else { return }
        // What was looked at closely is elsewhere now.
        runs[place]?.window = nil
        runs[place]?.trail = TimelineTrail()
        guard run.picture.foldsGaps else {
            notice = "Idle gaps are drawn as long as they were."
            return
        }
        guard let folding = run.picture.folding else {
            changePicture { $0.foldsGaps = false }
            notice = "There is no long gap, over by now, in which every task sleeps or waits."
            return
        }
        let count = folding.breaks.count
        notice = "\(count) idle gap\(count == 1 ? "" : "s") folded; b draws them as they were."
    }

    mutating func changePicture(_ change: (inout RunPicture) -> Void) {
        guard let id = run?.id, let place = place(of: id),
            var run = runs.removeValue(forKey: place)
        else { return }
        change(&run.picture)
        run.updatePicture(isWhole: true)
        runs[place] = run
    }
}
