import Curriculum
import Schedules
import TraceModel

/// A run that is made again, with the same choices up to one, in the background.
struct Rerun: Equatable, Sendable {
    var run: RunState
    let place: RunPlace
    /// The run that is on the screen meanwhile.
    let replaced: RunID
    /// Who was chosen there before.
    let task: TaskID?
}

// A program can't run backwards. Under the virtual clock it runs again and comes to the same choice.

extension RunHistory {
    /// How many events there are up to the start of a job, which is counted from 1: behind them comes the
    /// choice of the next.
    func eventsToStart(ofJob job: Int) -> Int {
        start(ofJob: job - 1).map { $0 + 1 } ?? 0
    }

    /// Number of the first choice that was somebody's, behind so many events.
    func firstChoice(from count: Int) -> Int? {
        let first = events.first(from: count) { Self.choice($0) != nil }
        return first.flatMap { Self.choice($0.1) }
    }

    private static func choice(_ event: TraceEvent) -> Int? {
        if case .preferred(_, _, let chosen?) = event.fact { chosen.choice } else { nil }
    }
}

extension LabState {
    static let isRunAgain = "The program comes to that choice again. Esc leaves the run as it is."

    mutating func takeBack() -> [LabEffect] {
        if isKept { return say(Self.isOnlyLookedAt) }
        if let refusal = refusalWhileLive { return say(refusal) }
        guard let run, let last = run.made.last else {
            return say("Nothing was chosen in this run. x chooses which job runs next.")
        }
        if let refusal = refusalToRepeat(run) { return say(refusal) }
        return runAgain(
            run,
            to: ChoicePoint(choice: last.choice),
            choicesBelow: last.choice,
            made: run.made.dropLast(),
            insteadOf: last.task
        )
    }

    /// At an earlier moment: asks first, as what came after it is made anew.
    mutating func chooseInPast(of run: RunState, _ confirmed: Confirmation?) -> [LabEffect] {
        guard let past = run.past else { return [] }
        if let refusal = refusalToRepeat(run) { return say(refusal) }
        guard confirmed == .rerun else {
            confirming = .rerun
            return say("x again: the program goes on from here, and you choose which job is next.")
        }
        let events = run.history?.eventsToStart(ofJob: past.job) ?? 0
        return runAgain(
            run,
            to: ChoicePoint(events: events),
            choicesBelow: run.history?.firstChoice(from: events) ?? .max,
            made: run.made.filter { $0.events < events },
            insteadOf: nil
        )
    }

    private func refusalToRepeat(_ run: RunState) -> String? {
        if isKept { return Self.isOnlyLookedAt }
        if run.clock.clock == .live {
            return "v, then . : under the virtual clock x chooses which job runs next."
        }
        if let refusal = refusalUnderWay, !run.phase.isUnderWay { return refusal }
        return run.trace.uncontrolled.isEmpty
            ? nil : "Something takes part that nobody controls: the same run can't be had again."
    }

    private mutating func runAgain(
        _ run: RunState,
        to point: ChoicePoint,
        choicesBelow limit: Int,
        made: [MadeChoice],
        insteadOf task: TaskID?
    ) -> [LabEffect] {
        guard let place = place(of: run.id), let program = program(of: run, at: place) else {
            return say("This step has no program to run.")
        }
        guard run.source == nil || run.source == program.source else {
            return say("The program has changed since: r runs it as it is now.")
        }
        let clock = run.clock.choosing(run.choices.filter { $0.choice < limit })
        let id = takeRunID()
        var again = RunState(id: id, clock: clock)
        again.isPaused = true
        again.source = run.source
        again.made = made
        rerun = Rerun(run: again, place: place, replaced: run.id, task: task)
        return [.rerun(id, program, clock, to: point)]
    }

    /// The program as it was when it ran.
    private func program(of run: RunState, at place: RunPlace) -> ProgramReference? {
        guard case .lesson(let lesson, _) = subject, case .step(let position) = place else {
            return program
        }
        return lesson.steps.indices.contains(position) ? lesson.steps[position].program : nil
    }

    /// Takes in what the run in the background reports.
    mutating func takeAgain(_ report: RunReport) -> [LabEffect] {
        rerun?.run.apply(report)
        switch report {
        case .offered: return showAgain()
        case .failed(let lines):
            rerun = nil
            return say(lines.first.map(Self.withoutLabel) ?? "The program did not run again.")
        case .ended:
            let isChoiceKnown = rerun?.task != nil
            rerun = nil
            return say(
                isChoiceKnown
                    ? "The program went another way: it did not come to that choice again."
                    : "Behind this moment nothing is left to choose."
            )
        default: return []
        }
    }

    /// The run has come to the choice: it takes the place of the one that is on the screen.
    private mutating func showAgain() -> [LabEffect] {
        guard let again = rerun else { return [] }
        rerun = nil
        guard let old = runs[again.place], old.id == again.replaced else {
            return [.stop(again.run.id)]
        }
        // So that the choice can be held against what was without it.
        if run?.id == old.id { keepRunOfPlace() }
        var run = again.run
        run.window = old.window
        run.trail = old.trail
        run.trace.learn(from: old.trace)
        run.picture.look(like: old.picture, of: run.trace)
        run.updatePicture(isWhole: true)
        runs[again.place] = run
        let entries = run.jobEntries
        openChoice = JobChoice(selected: entries.firstIndex { $0.task == again.task } ?? 0)
        notice =
            again.task == nil
            ? "As it was then. Choose which job runs next, or Esc."
            : "Taken back. Choose again, or Esc."
        showChoice()
        return old.phase.isUnderWay ? [.stop(old.id)] : []
    }

    /// Leaves the run as it is.
    mutating func stopRerun() -> [LabEffect] {
        guard let id = rerun?.run.id else { return [] }
        rerun = nil
        return [.stop(id)]
    }

    private static func withoutLabel(_ line: String) -> String {
        line.hasPrefix("Error: ") ? String(line.dropFirst(7)) : line
    }
}
