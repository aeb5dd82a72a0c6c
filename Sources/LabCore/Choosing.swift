public import Schedules
public import TraceModel

/// What can be asked for about which job runs next.
public enum JobCommand: Hashable, Sendable {
    /// To choose: opens the list of those that could run; of an earlier moment, the program comes to
    /// it again first.
    case choose
    /// To take the last choice back, and to choose again.
    case takeBack
    /// Another entry of the open list.
    case move(Int)
    /// The selected entry runs next, or the one of a number, counted from 0.
    case take(Int?)
    /// Closes the list.
    case leave
}

/// The list of those of whom one is to run next.
public struct JobChoice: Equatable, Sendable {
    /// Position of the entry that is selected.
    public internal(set) var selected: Int
}

/// A task that is ready.
public struct JobEntry: Equatable, Sendable {
    /// The task.
    public let task: TaskID
    /// It could run next; else its executor is busy.
    public let isPossible: Bool
}

/// A choice that the learner made.
public struct MadeChoice: Equatable, Sendable {
    /// Number of the schedule's choice that it took the place of.
    public let choice: Int
    /// Events of the run before it.
    public let events: Int
    /// Who was chosen.
    public let task: TaskID
}

extension RunState {
    /// Those that are ready: first those that could run next, in the order in which they became so.
    public var jobEntries: [JobEntry] {
        guard let offer else { return [] }
        let possible = offer.tasks.filter { trace.task($0) != nil }
        let others = trace.tasks.filter {
            $0.ended == nil && $0.state == .ready && !possible.contains($0.id)
        }
        return possible.map { JobEntry(task: $0, isPossible: true) }
            + others.sorted { ($0.turn, $0.id) < ($1.turn, $1.id) }
            .map { JobEntry(task: $0.id, isPossible: false) }
    }

    /// Its order of jobs, where the learner has a part in it; nil where not, and until the program has
    /// told how it went.
    public var chosenSchedule: ScheduleToken? {
        let choices = choices
        guard !made.isEmpty || clock.order != nil, let last = choices.last, let courseSoFar,
            courseSoFar.choices > last.choice
        else { return nil }
        return ScheduleToken(
            clock.asked.choosing(choices),
            threads: courseSoFar.threads,
            fingerprint: courseSoFar.chosenFingerprint
        )
    }

    /// All choices in it that were made otherwise than its schedule would.
    var choices: [Schedule.Switch] { trace.switches.compactMap(\.chosen) }
}

// Which job runs next: chosen by the learner.

extension LabState {
    /// The open list; nil where the program does not wait for it any more.
    public var jobChoice: JobChoice? {
        guard let run, run.offer != nil, run.isPaused, run.past == nil else { return nil }
        return openChoice
    }

    mutating func obey(_ command: JobCommand, _ confirmed: Confirmation?) -> [LabEffect] {
        switch command {
        case .choose:
            guard jobChoice == nil else { return take(nil) }
            let effects = beginChoice(confirmed)
            noteRefusedChoice()
            return effects
        case .takeBack: return takeBack()
        case .move(let offset):
            guard let choice = openChoice, let count = run?.jobEntries.count else { return [] }
            openChoice?.selected = max(0, min(count - 1, choice.selected + offset))
            selectChosenTask()
        case .take(let index): return take(index)
        case .leave: notice = "The list is closed; nothing was chosen."
        }
        return []
    }

    /// The list stays open for what is done with it, and is closed by anything else.
    mutating func closeChoice(at command: Command) {
        isChoiceAwaited = false
        switch command {
        case .job(.leave), .job(.takeBack): openChoice = nil
        case .job, .toggleHelp: break
        case .stop where helpPage != nil: break
        default: openChoice = nil
        }
    }

    // MARK: Choosing

    /// Who asked for a list and got none means that list with Esc, and not the program.
    private mutating func noteRefusedChoice() {
        guard jobChoice == nil, runUnderWay != nil, checkUnderWay == nil, rerun == nil else {
            return
        }
        refusedChoice = notice
    }

    /// Leaves a list that did not open, while it is waited for or what was said instead stands.
    mutating func leaveRefusedChoice(at command: Command, _ wasAwaited: Bool) -> Bool {
        let isRefused = wasAwaited || refusedChoice != nil && refusedChoice == notice
        refusedChoice = nil
        guard command == .stop, isRefused else { return false }
        notice = nil
        confirming = nil
        return true
    }

    private mutating func beginChoice(_ confirmed: Confirmation?) -> [LabEffect] {
        if isKept { return say(Self.isOnlyLookedAt) }
        if let refusal = refusalWhileLive { return say(refusal) }
        guard let run else { return say(nothingToChoose) }
        if run.past != nil { return chooseInPast(of: run, confirmed) }
        guard run.phase.isUnderWay else { return say(nothingToChoose) }
        guard run.isPaused else {
            return say("Space pauses the program; then x chooses which job runs next.")
        }
        guard let offer = run.offer else {
            isChoiceAwaited = true
            return say("The program is still at a job: the choice comes behind that.")
        }
        return open(offer, of: run)
    }

    /// The program waits: opens the list, if it is wanted.
    mutating func openAwaitedChoice(of id: RunID) -> [LabEffect] {
        guard isChoiceAwaited, let run, run.id == id else { return [] }
        guard run.phase.isUnderWay else {
            isChoiceAwaited = false
            return say("The program has ended: nothing is left to choose.")
        }
        guard let offer = run.offer else { return [] }
        isChoiceAwaited = false
        return open(offer, of: run)
    }

    private mutating func open(_ offer: ReadyOffer, of run: RunState) -> [LabEffect] {
        let entries = run.jobEntries
        let possible = entries.filter(\.isPossible)
        if possible.isEmpty {
            isChoiceAwaited = true
            change(run.id) { $0.offer = nil }
            _ = say("No job could run: time passes until one can.")
            return [.control(run.id, .advance)]
        }
        if possible.count == 1, let title = run.trace.task(possible[0].task)?.title {
            return say("There is no choice: only \(title) could run next. . runs it.")
        }
        openChoice = JobChoice(selected: 0)
        notice = nil
        showChoice()
        return []
    }

    private mutating func take(_ index: Int?) -> [LabEffect] {
        guard let choice = jobChoice, let run, let offer = run.offer else { return [] }
        let entries = run.jobEntries
        let index = index ?? choice.selected
        guard entries.indices.contains(index) else { return say("Choose 1 to \(entries.count).") }
        openChoice?.selected = index
        selectChosenTask()
        let entry = entries[index]
        guard entry.isPossible else { return say(reason(against: entry.task, in: run)) }
        guard run.choices.count < Schedule.mostSwitches else {
            return say("There are \(Schedule.mostSwitches) choices: no run has more.")
        }
        let made = MadeChoice(choice: offer.choice, events: offer.events, task: entry.task)
        change(run.id) {
            $0.made.append(made)
            $0.offer = nil
        }
        openChoice = nil
        let title = run.trace.task(entry.task)?.title ?? "It"
        notice = "Chosen: \(title) runs next. X takes it back."
        return [.control(run.id, .choose(entry.task))]
    }

    /// Why a task that is ready can't be next.
    private func reason(against id: TaskID, in run: RunState) -> String {
        guard let task = run.trace.task(id),
            case .turn(let executor?, let holders) = run.trace.reason(of: task)
        else { return "It can't be next: it waits for its turn." }
        let holder = holders.first.flatMap { run.trace.task($0)?.title }
        return "\(task.title) can't be next: it waits for \(run.trace.phrase(for: executor))"
            + (holder.map { ", which runs \($0)." } ?? ", which others wait for too.")
    }

    /// The task of the selected entry is the one that is looked at.
    private mutating func selectChosenTask() {
        guard let choice = openChoice, let entries = run?.jobEntries,
            entries.indices.contains(choice.selected)
        else { return }
        selectedTask = entries[choice.selected].task
        scroll[.code] = nil
    }

    /// The pane with the list is on the screen, and its entry is looked at.
    mutating func showChoice() {
        if focus != .output { focus = .timeline }
        isInspecting = false
        selectChosenTask()
    }

    private var nothingToChoose: String {
        switch run?.phase {
        case .ended where run?.clock.clock == .virtual:
            "The program has ended. , goes back to a job, and x chooses another one there."
        case .ended: "v, then . : under the virtual clock x chooses which job runs next."
        default: nothingToPause
        }
    }
}
