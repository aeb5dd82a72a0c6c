import LabCore
import Schedules
import TraceModel

/// What there is to say of a run's schedule, and of the search in which it was found.
struct ScheduleText {
    private let run: RunState

    /// More switches than these are not told one by one.
    private let mostSwitches: Int

    init(_ run: RunState, mostSwitches: Int = 18) {
        self.run = run
        self.mostSwitches = mostSwitches
    }

    /// The sentences; none where nobody asked for a schedule.
    var sentences: [String] {
        guard run.clock.clock == .virtual else { return [] }
        return searched + misfit + (run.clock.schedule == nil && !isChosen ? [] : switches)
            + replay
    }

    /// The learner has a part in its order.
    private var isChosen: Bool { run.chosenSchedule != nil }

    private var replay: [String] {
        guard let text = run.chosenSchedule?.text else { return [] }
        return ["To see these choices again: --schedule \(text)"]
    }

    private var searched: [String] {
        guard let explored = run.clock.explored else { return [] }
        let coverage = explored.coverage
        guard let failing = explored.failing else {
            let honest =
                coverage.isUncontrolled
                ? ["Something took part that no schedule controls: other runs may differ."] : []
            return ["No schedule fails. Tried: \(coverage.text)."] + honest
        }
        let place =
            coverage.runs == 1
            ? "In the first schedule" : "In schedule \(coverage.runs) of the search"
        let isWhole = failing.failure.sentence.hasSuffix(".")
        let what =
            isWhole
            ? ": \(failing.failure.sentence)"
            : ", \(failing.failure.sentence)\(difference(failing))."
        var sentences = ["\(place)\(what) This run is by \(which(failing))."]
        if let token = failing.token.text {
            sentences.append("To see it again: --schedule \(token)")
        }
        return sentences
    }

    /// The first lines that differ.
    private func difference(_ failing: ExplorationResult.Failing) -> String {
        guard failing.failure == .otherOutput else { return "" }
        switch (failing.lines.added.first, failing.lines.missing.first) {
        case (let added?, let missing?): return ": '\(added)', and there '\(missing)'"
        case (let added?, nil): return ": '\(added)'"
        case (nil, let missing?): return ": not '\(missing)'"
        case (nil, nil): return ""
        }
    }

    private func which(_ failing: ExplorationResult.Failing) -> String {
        switch failing.switches {
        case nil: "that schedule"
        case 0: "the steady schedule, without a switch"
        case 1: "a schedule with 1 switch that fails in the same way"
        case let count?: "a schedule with \(count) switches that fails in the same way"
        }
    }

    private var misfit: [String] {
        guard let token = run.clock.schedule, let course = run.course, let text = token.text,
            !isChosen, !course.fits(token)
        else { return [] }
        return ["The schedule \(text) no longer fits: the program went another way than it did."]
    }

    /// Each place where not the one went on whose turn it was.
    var switches: [String] {
        let all = withoutRepeats(Array(run.trace.switches.dropLast(cause.isEmpty ? 0 : 1)))
        let hidden = all.count - mostSwitches
        return all.prefix(mostSwitches).map { taken in
            "\(taken.chosen == nil ? "Switch" : "Chosen") at \(Seconds.decimal(taken.time, digits: 3)) s: \(sentence(taken))."
        } + (hidden > 0 ? ["\(hidden) more switches."] : []) + cause
    }

    /// A choice of somebody can take two of the schedule's: one to wake a sleeper, and its job.
    private func withoutRepeats(_ switches: [TakenSwitch]) -> [TakenSwitch] {
        switches.enumerated().filter { index, taken in
            guard index > 0, taken.chosen != nil else { return true }
            let before = switches[index - 1]
            return before.chosen == nil || before.task != taken.task || before.time != taken.time
        }.map(\.element)
    }

    private func sentence(_ taken: TakenSwitch) -> String {
        let other = taken.insteadOf.flatMap { run.trace.task($0)?.title }
        let ahead = other.map { " before \($0)\(line(taken.otherPlace))" } ?? ""
        return "\(title(taken.task))\(line(taken.place)) runs\(ahead)"
    }

    /// The last switch, where the failure hangs on it.
    private var cause: [String] {
        guard let failing = run.clock.explored?.failing, failing.hangsOnLastSwitch,
            let last = run.trace.switches.last
        else { return [] }
        let time = Seconds.decimal(last.time, digits: 3)
        let why = failing.cause.map { "Cause: \($0)." }
        return [
            "\(why == nil ? "Cause" : "Switch"): at \(time) s \(sentence(last)). Without this switch it "
                + "does not fail."
        ] + (why.map { [$0] } ?? [])
    }

    private func title(_ task: TaskID?) -> String {
        task.flatMap { run.trace.task($0)?.title } ?? "another thread"
    }

    private func line(_ place: PlaceID?) -> String {
        run.trace.places.line(at: place).map { " (line \($0.line))" } ?? ""
    }
}
