import TraceModel

// Pausing a program, going through its jobs, and its clock.

extension LabState {
    // MARK: The clock

    mutating func changeClock() {
        if isKept {
            notice = Self.isOnlyLookedAt
            return
        }
        guard program != nil else {
            notice = "This step has no program to run."
            return
        }
        clock.clock = clock.clock == .live ? .virtual : .live
        let isVirtual = clock.clock == .virtual
        if runUnderWay != nil {
            notice = "The next run is \(isVirtual ? "under the virtual clock" : "live"); "
            notice? += "this one keeps its clock."
        } else {
            notice =
                isVirtual
                ? "Virtual clock: the program can be paused. r runs it, . one job at a time."
                : "Live clock: real time. r runs the program."
        }
    }

    mutating func changePace(isFaster: Bool) -> [LabEffect] {
        if isKept { return say(Self.isOnlyLookedAt) }
        if let refusal = refusalWhileLive { return say(refusal) }
        let controlled = run.flatMap { $0.phase.isUnderWay ? $0 : nil }
        guard controlled != nil || clock.clock == .virtual, program != nil else {
            return say("The pace is the virtual clock's: press v for that.")
        }
        guard let pace = (controlled?.clock ?? clock).pace.next(isFaster: isFaster) else {
            let limit = isFaster ? "max: faster is" : "0.1x: slower is"
            let whose = controlled == nil ? "The next run's pace" : "The pace"
            return say("\(whose) is \(limit) not to be had.")
        }
        clock.pace = pace
        guard let controlled else { return say("The next run's pace is \(pace.text).") }
        change(controlled.id) { $0.clock.pace = pace }
        return [.control(controlled.id, .pace(pace))]
    }

    // MARK: Jobs

    mutating func pauseOrResume() -> [LabEffect] {
        if let refusal = refusalWhileLive { return say(refusal) }
        guard let run, run.phase.isUnderWay else { return say(nothingToPause) }
        change(run.id) {
            $0.isPaused.toggle()
            $0.past = nil
            $0.offer = nil
        }
        return [.control(run.id, run.isPaused ? .resume : .pause)]
    }

    mutating func stepForward() -> [LabEffect] {
        if let run, run.past != nil, refusalWhileBusy == nil {
            change(run.id) { _ = $0.goForward() }
            selectTaskOfJob()
            return []
        }
        if let refusal = refusalWhileLive { return say(refusal) }
        guard let run else {
            return clock.clock == .virtual ? startRun(isPaused: true) : say(nothingToPause)
        }
        guard run.phase.isUnderWay else {
            return say(run.jobCount == 0 ? nothingToPause : "This is the end. , goes back one job.")
        }
        guard run.isPaused else { return pauseOrResume() }
        if let task = run.trace.livingTasks.first(where: { $0.state == .running }) {
            notice = "\(task.title) is still at its job: the next one waits for that."
        }
        change(run.id) { $0.offer = nil }
        return [.control(run.id, .step)]
    }

    /// One job back in the picture; a program that can be paused waits meanwhile.
    mutating func stepBack() -> [LabEffect] {
        if let refusal = refusalWhileBusy { return say(refusal) }
        guard let run, run.jobCount > 0 else {
            return say(run == nil ? nothingToPause : "No job has run yet.")
        }
        let canPause = run.phase.isUnderWay && run.clock.clock == .virtual
        let pausing = canPause && !run.isPaused ? pauseOrResume() : []
        var hasMoved = false
        change(run.id) { hasMoved = $0.goBack() }
        selectTaskOfJob()
        if !hasMoved { notice = "This is the start: no job has run yet." }
        return pausing
    }

    /// Looks at the task of the last job on the screen.
    mutating func selectTaskOfJob() {
        guard let task = run?.shownTask else { return }
        selectedTask = task
    }

    func place(of id: RunID) -> RunPlace? {
        runs.indices.first { runs.values[$0].id == id && !runs.keys[$0].isPrevious }
            .map { runs.keys[$0] }
    }

    mutating func change(_ id: RunID, _ change: (inout RunState) -> Void) {
        guard let place = place(of: id), var run = runs.removeValue(forKey: place) else { return }
        change(&run)
        runs[place] = run
    }

    // MARK: What to say instead

    static let isOnlyLookedAt = "A kept run can be looked at, not run again."

    /// No program can be run here.
    var isKept: Bool {
        if case .kept = subject { true } else { false }
    }

    mutating func say(_ text: String) -> [LabEffect] {
        notice = text
        return []
    }

    /// Why a key that controls the program does nothing while one runs that can't be controlled.
    var refusalWhileLive: String? {
        if let refusal = refusalWhileBusy { return refusal }
        guard let run = run ?? runUnderWay, run.phase.isUnderWay, run.clock.clock == .live else {
            return nil
        }
        return "v, then r: under the virtual clock a program can be paused."
    }

    /// Why a key that goes through jobs does nothing while something else goes on with the run.
    private var refusalWhileBusy: String? {
        if rerun != nil { return Self.isRunAgain }
        guard let run = run ?? runUnderWay, run.phase.isUnderWay else { return nil }
        if run.isStopping { return "The program is being stopped." }
        return checkUnderWay?.id == run.id ? "It is being checked. Esc stops it." : nil
    }

    var nothingToPause: String {
        switch run?.phase {
        case .ended where isKept: return "This run is over. , and . go through it."
        case .ended: return "The program has ended. , and . go through it, r runs it again."
        case .failed: return "The program did not run."
        default: break
        }
        guard program != nil else { return "This step has no program to run." }
        return clock.clock == .virtual
            ? "Nothing runs. r runs the program, . one job at a time."
            : "Nothing runs. Press r, or v and r for a program that can be paused."
    }
}
