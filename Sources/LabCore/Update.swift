import Curriculum
import TraceModel

/// The lab after an event, and what it wants done outside.
///
/// Without clock, file or chance: the same events give the same states.
public func update(_ state: inout LabState, _ event: LabEvent) -> [LabEffect] {
    let notice = state.notice
    let effects = respond(&state, to: event)
    state.reviewNotice(after: event, before: notice)
    if state.runAbove != nil { state.unfoldAll() }
    if case .laidOut = event { return effects }
    // Lines of source tell which tasks of two runs are one.
    if case .reported(_, .located) = event { state.comparedRuns = nil }
    state.refreshComparison()
    return effects + state.noteProgress()
}

private func respond(_ state: inout LabState, to event: LabEvent) -> [LabEffect] {
    switch event {
    case .opened: return []
    case .commanded(let command):
        let wasAwaited = state.isChoiceAwaited
        state.closeChoice(at: command)
        if state.leaveRefusedChoice(at: command, wasAwaited) { return [] }
        state.notice = nil
        let confirmed = state.confirming
        state.confirming = nil
        // Who presses a key of the list has read it.
        if command != .toggleHelp, command != .stop { state.helpPage = nil }
        return state.obey(command, confirmed)
    case .reported(let id, let report):
        if state.rerun?.run.id == id { return state.takeAgain(report) }
        guard let place = state.place(of: id) else { return [] }
        let job = state.runs[place]?.jobCount
        let showedNow = state.runs[place]?.showsNow(of: state.timeExtent.cells) == true
        state.runs[place]?.apply(report)
        if showedNow { state.runs[place]?.turnPage(of: state.timeExtent.cells) }
        state.selectTaskIfNone()
        if state.runs[place]?.isPaused == true, state.runs[place]?.jobCount != job,
            state.run?.id == id
        {
            state.selectTaskOfJob()
        }
        return state.openAwaitedChoice(of: id) + state.runIfPending()
    case .copySaved(let place):
        return state.editable.map { $0.place == place ? [.readCopy($0)] : [] } ?? []
    case .copyRead(let place, let copy, let isSaved):
        return state.take(copy, of: place, isSaved: isSaved)
    case .checked(let id, let report): return state.take(report, of: id)
    case .exerciseReset(let place, let program):
        state.beginAgain(at: place, with: program)
        return []
    case .programRead(let program):
        if case .program = state.subject { state.subject = .program(program) }
        return []
    case .laidOut(let extents, let time):
        state.extents = extents
        state.timeExtent = time ?? state.timeExtent
        return []
    case .mistyped(let key):
        state.notice = "\(key) does nothing here. ? shows the keys."
        state.confirming = nil
        return []
    case .noticed(let text):
        state.notice = text
        return []
    }
}

extension LabState {
    fileprivate mutating func obey(
        _ command: Command,
        _ confirmed: Confirmation?
    ) -> [LabEffect] {
        switch command {
        case .nextStep: return go(by: 1)
        case .previousStep: return go(by: -1)
        case .run: return runProgram()
        case .stop: return stopOrClose()
        case .changeClock: changeClock()
        case .pauseOrResume: return pauseOrResume()
        case .stepForward: return stepForward()
        case .stepBack: return stepBack()
        case .job(let command): return obey(command, confirmed)
        case .faster: return changePace(isFaster: true)
        case .slower: return changePace(isFaster: false)
        case .nextPane: changePane(by: 1)
        case .previousPane: changePane(by: -1)
        case .scrollUp: move(by: -1)
        case .scrollDown: move(by: 1)
        case .pageUp: move(by: -10)
        case .pageDown: move(by: 10)
        case .scrollToStart: move(by: -1_000_000)
        case .scrollToEnd: move(by: 1_000_000)
        case .choose(let choice): choose(choice)
        case .answer(let command): obey(command)
        case .edit: return edit()
        case .exercise(let command): return obey(command, confirmed: confirmed)
        case .timeline(let command): obey(command)
        case .togglePython: togglePython()
        case .toggleInspector: toggleInspector()
        case .toggleComparison: toggleComparison()
        case .toggleHelp: turnHelpPage()
        case .changeMouse: return [.changeMouse]
        case .showContents: showContents()
        case .contents(let command): return obey(command)
        case .quit: return stopUnderWay() + [.quit]
        }
        return []
    }

    // MARK: Steps

    private mutating func go(by offset: Int) -> [LabEffect] {
        guard case .lesson(let lesson, let step) = subject else {
            notice = "There are no steps here: this is one program."
            return []
        }
        guard lesson.steps.indices.contains(step + offset) else {
            notice = offset > 0 ? lastStepNotice : "This is the first step."
            return []
        }
        return enter(lesson, step: step + offset)
    }

    private var lastStepNotice: String {
        "This is the last step of the lesson."
            + (nextLesson == nil ? "" : " Press l for the next one.")
    }

    private mutating func togglePython() {
        guard step != nil else {
            notice = "Only lessons have a counterpart in Python."
            return
        }
        if python.isEmpty {
            notice = "This step has no counterpart in Python."
            return
        }
        isShowingPython = !isShowingPython || focus != .lesson
        focus = .lesson
        scroll[.lesson] = nil
    }

    // MARK: Questions

    private mutating func choose(_ choice: Int) {
        guard let step, let question = step.question, !question.choices.isEmpty else {
            notice = noChoice
            return
        }
        if question.isAfterRun, finishedRun == nil {
            notice = runFirst
            return
        }
        guard question.choices.indices.contains(choice) else {
            notice = "Choose 1 to \(question.choices.count)."
            return
        }
        isShowingPython = false
        if predictions[step.id] != nil, runs[.step(position)]?.phase == .running {
            notice = "The program runs: your answer stands."
            return
        }
        if predictions[step.id] != nil, finishedRun != nil || keptPrediction?.outcome != nil {
            notice = "The program has run: your answer stands."
            return
        }
        predictions[step.id] = choice
        notice = finishedRun == nil ? "Now press r and see." : nil
        selectTaskIfNone()
    }

    /// Why a number does nothing here.
    private var noChoice: String {
        guard let question = step?.question else { return "There is nothing to choose here." }
        if question.isAfterRun, finishedRun == nil { return runFirst }
        if openForm == .task { return "Select the task in the timeline, and press Enter." }
        return "Your answer stands."
    }

    // MARK: Runs

    /// Runs the program; `isPaused`: up to just before its first job.
    ///
    /// Where nothing is said, the one that is on the screen.
    mutating func startRun(of place: RunPlace? = nil, isPaused: Bool = false) -> [LabEffect] {
        if isKept { return say(Self.isOnlyLookedAt) }
        let isOwn = exercise != nil || changedCopy != nil
        let place = place ?? (isOwn ? .change(position) : .step(position))
        guard let program = place == .step(position) ? step?.program ?? program : program else {
            notice = "This step has no program to run."
            return []
        }
        if let refusal = refusalUnderWay {
            notice = refusal
            return []
        }
        if asksBeforeRun {
            notice = "First your guess: \(guessKeys). Or press r again to run without one."
            askedBeforeRun.insert(position)
            focus = .lesson
            isShowingPython = false
            return []
        }
        let id = takeRunID()
        keepRunOfPlace()
        let picture = run?.picture
        runs[place] = RunState(id: id, clock: clock)
        runs[place]?.picture.look(like: picture)
        runs[place]?.isPaused = isPaused
        if case .lesson = subject { runs[place]?.source = program.source }
        selectedTask = nil
        scroll[.timeline] = 0
        scroll[.output] = nil
        scroll[.code] = nil
        isShowingPython = false
        if focus == .lesson || focus == .code { focus = .timeline }
        return [.run(id, program, clock)] + (isPaused ? [.control(id, .pause)] : [])
    }

    /// The step has a question without an answer, and the learner was not reminded of it yet.
    private var asksBeforeRun: Bool {
        step?.question?.isAfterRun == false && givenAnswer == nil
            && !askedBeforeRun.contains(position) && run == nil
    }

    private var guessKeys: String {
        switch step?.question?.form {
        case .number: "type it, then Enter"
        case .order: "the numbers in order"
        default: "press its number"
        }
    }

    private mutating func stopOrClose() -> [LabEffect] {
        if helpPage != nil {
            helpPage = nil
        } else if isShowingPython {
            isShowingPython = false
        } else if rerun != nil {
            notice = "The run is as it was."
            return stopRerun()
        } else if runUnderWay != nil || checkUnderWay != nil {
            isRunPending = false
            return stopUnderWay()
        } else if exerciseState.isShowingSolution {
            hideSolutions()
        } else if !draft.isEmpty {
            draft = ""
        } else if isInspecting {
            isInspecting = false
        } else if isComparing {
            isComparing = false
        } else {
            notice = "Nothing runs. Press q to quit."
        }
        return []
    }

    /// Stops what is under way, a run or a check.
    mutating func stopUnderWay() -> [LabEffect] {
        stopRerun() + (checkUnderWay == nil ? stopRunUnderWay() : stopCheck())
    }

    mutating func stopRunUnderWay() -> [LabEffect] {
        guard let underWay = runUnderWay,
            let place = place(of: underWay.id)
        else { return [] }
        runs[place]?.isStopping = true
        return [.stop(underWay.id)]
    }

    // MARK: Panes

    private mutating func changePane(by offset: Int) {
        let panes = panes
        if panes.count == 1 { notice = "There is one pane here." }
        guard let position = panes.firstIndex(of: focus) else {
            focus = panes[0]
            return
        }
        focus = panes[(position + offset + panes.count) % panes.count]
    }

    /// Moves what the pane in focus shows; in the timeline, the selection.
    private mutating func move(by lines: Int) {
        guard focus == .timeline else {
            let extent = extents[focus] ?? ScrollExtent(start: 0, limit: 0)
            let start = max(0, min(extent.limit, extent.start + lines))
            if start == extent.start {
                notice =
                    extent.limit == 0
                    ? "All of it is on the screen."
                    : lines < 0 ? "This is the start of it." : "This is the end of it."
            }
            // Output that is read to its end goes on following what is printed.
            let follows = focus == .output && run?.end == nil
            scroll[focus] = follows && start == extent.limit ? nil : start
            return
        }
        if comparison != nil {
            movePair(by: lines)
            return
        }
        let lanes = lanes
        guard !lanes.isEmpty else {
            notice = "There is no task to look at yet."
            return
        }
        let current = row(ofSelectedIn: lanes)
        let task = lanes[max(0, min(lanes.count - 1, current + lines))].task
        // Who asks for another task asks where it is.
        if task != selectedTask {
            scroll[.code] = nil
        } else {
            notice = lines < 0 ? "This is the first task." : "This is the last task."
        }
        selectedTask = task
    }

    private func row(ofSelectedIn lanes: [TaskLane]) -> Int {
        if let row = lanes.firstIndex(where: { $0.task == selectedTask }) { return row }
        // It is folded into another.
        guard let task = selectedTask, let run, let row = run.picture.row(of: task, in: run) else {
            return 0
        }
        let lane = run.picture.lanes[row].task
        return lanes.firstIndex { $0.task == lane } ?? 0
    }

    /// The first page of the list of keys, the next one, or none behind the last.
    private mutating func turnHelpPage() {
        let next = helpPage.map { $0 + 1 } ?? 0
        helpPage = next < helpPageCount ? next : nil
    }

    private mutating func toggleInspector() {
        guard hasLanes else {
            notice = "There is no task to look at yet."
            return
        }
        isInspecting.toggle()
        if isInspecting { (focus, isComparing) = (.timeline, false) }
    }

    mutating func selectTaskIfNone() {
        if selectedTask == nil { selectedTask = run?.trace.tasks.first?.id }
    }
}
