import Curriculum
import Grading
import TraceModel

// Checks of an exercise's program.

extension LabState {
    /// Checks the program as it is on the screen.
    mutating func startCheck() -> [LabEffect] {
        guard let exercise, let place = stepPlace, let program else { return [] }
        if let refusal = refusalUnderWay {
            notice = refusal
            return []
        }
        if judgementOfProgram != nil, run != nil, run?.id == judgement?.id {
            notice = "It is as it was checked: the verdict stands."
            exercises[exercise.id]?.lastAsked = .check
            scroll[.lesson] = nil
            focus = .lesson
            return []
        }
        let id = takeRunID()
        checkUnderWay = CheckUnderWay(
            id: id,
            exercise: exercise.id,
            place: place,
            position: position,
            source: program.source
        )
        exercises[exercise.id, default: ExerciseState()].problem = []
        exercises[exercise.id]?.judgement = nil
        exercises[exercise.id]?.lastAsked = .check
        exercises[exercise.id]?.isShowingSolution = false
        show(RunState(id: id, clock: exercise.check.clockSettings), source: program.source)
        scroll[.lesson] = nil
        let request = CheckRequest(
            place: place,
            exercise: exercise,
            program: program,
            wantsSolutionRun: wantedRun == nil
        )
        return [.check(id, request)]
    }

    /// Checks the program that was saved, once what is under way is stopped.
    mutating func checkCopy() -> [LabEffect] {
        isRunPending = refusalUnderWay != nil
        guard isRunPending else { return startCheck() }
        return checkUnderWay == nil ? stopRunUnderWay() : stopCheck()
    }

    /// Puts a run of the learner's program on the screen.
    private mutating func show(_ run: RunState, source: String) {
        runs[.change(position)] = run
        runs[.change(position)]?.source = source
        selectedTask = nil
        scroll[.timeline] = 0
        scroll[.output] = nil
        scroll[.code] = nil
    }

    /// Takes in what a check reports; what a stopped one still says of its run does no harm.
    mutating func take(_ report: CheckEvent, of id: RunID) -> [LabEffect] {
        if case .wanted(let run) = report {
            takeWanted(run, of: id)
            return []
        }
        guard let check = checkUnderWay, check.id == id else { return [] }
        switch report {
        case .run(let report):
            guard runs[.change(check.position)]?.id == id else { return [] }
            runs[.change(check.position)]?.apply(report)
            selectTaskIfNone()
        case .tried(let count): checkUnderWay?.schedules = count
        case .wanted: break
        case .judged(let verdict, let run):
            let judgement = Judgement(verdict: verdict, source: check.source, id: id)
            return finish(check, judgement, run)
        case .failed(let lines):
            exercises[check.exercise]?.problem = check.isStopping ? [] : lines
            end(check)
            return runIfPending()
        }
        return []
    }

    private mutating func finish(
        _ check: CheckUnderWay,
        _ judgement: Judgement,
        _ run: RunState?
    ) -> [LabEffect] {
        exercises[check.exercise]?.judgement = judgement
        exercises[check.exercise]?.lastAsked = .check
        end(check)
        let isPassed = judgement.verdict.isPassed
        if check.place == stepPlace {
            if var run {
                run.id = check.id
                show(run, source: check.source)
                selectTaskIfNone()
            }
            selectTask(of: judgement.verdict)
            scroll = [:]
            // That is where the verdict stands.
            focus = .lesson
            isShowingPython = false
        }
        let change = ProgressChange.attempted(
            exercise: check.exercise,
            lesson: check.place.lesson,
            passed: isPassed
        )
        guard course != nil else { return runIfPending() }
        progress.apply(change, at: .unknown)
        return [.keep([change])] + runIfPending()
    }

    /// Takes in the run of a right answer, where the exercise is still on the screen.
    private mutating func takeWanted(_ run: RunState, of id: RunID) {
        guard exercise != nil, exerciseState.judgement?.id == id else { return }
        var run = run
        run.id = takeRunID()
        runs[.wanted(position)] = run
    }

    /// The task that the verdict speaks of is the one that is looked at.
    private mutating func selectTask(of verdict: Verdict) {
        guard let name = verdict.fault?.task,
            let task = run?.trace.tasks.first(where: { $0.title == name })
        else { return }
        selectedTask = task.id
    }

    /// The check is over, however it went.
    private mutating func end(_ check: CheckUnderWay) {
        checkUnderWay = nil
        guard let run = runs[.change(check.position)], run.id == check.id,
            run.phase.isUnderWay
        else { return }
        // Nothing more comes of a run that the check did not see to its end.
        runs[.change(check.position)] = nil
    }

    /// Asks to stop the check.
    mutating func stopCheck() -> [LabEffect] {
        guard let check = checkUnderWay else { return [] }
        checkUnderWay?.isStopping = true
        return [.stop(check.id)]
    }

    mutating func takeRunID() -> RunID {
        defer { nextRun += 1 }
        return RunID(rawValue: nextRun)
    }
}

extension Check {
    /// The clock of the run that is judged: virtual time takes none.
    var clockSettings: ClockSettings {
        var settings = ClockSettings(clock == .live ? .live : .virtual)
        settings.pace = .max
        return settings
    }
}
