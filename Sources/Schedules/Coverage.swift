import Glibc

/// What a search has covered.
public struct Coverage: Equatable, Sendable {
    /// Runs made.
    public var runs: Int { steadyRuns + priorityRuns }
    /// Of these, such with few switches, each another schedule.
    public private(set) var steadyRuns = 0
    /// The most switches that one of these had.
    public private(set) var switches = 0
    /// All schedules with fewer switches than that were run.
    public private(set) var isAll = false
    /// Of these, such by random priorities.
    public private(set) var priorityRuns = 0
    /// The most choices of any run.
    public private(set) var choices = 0
    /// The most tasks of any run.
    public private(set) var tasks = 0
    /// Something took part that the virtual clock does not control.
    public private(set) var isUncontrolled = false
    /// Things that need to happen in an order, as runs by priorities look for them.
    public private(set) var depth = 0
    /// The choices among which their priorities change.
    public private(set) var priorityLength = 0
    /// Runs had more choices than are kept, so some schedules were not found.
    private var isCut = false
    /// Others than tasks took turns, whose number is not known.
    private var hasOthers = false

    /// Of nothing.
    public init() {}

    var hasChoices: Bool { choices > 0 }

    mutating func learnSteady(_ run: ScheduledRun, switches: Int, isAll: Bool, isCut: Bool) {
        steadyRuns += 1
        self.isCut = isCut
        self.switches = max(self.switches, switches)
        self.isAll = isAll
        learn(run)
    }

    mutating func learnByPriorities(_ run: ScheduledRun) {
        priorityRuns += 1
        learn(run)
    }

    private mutating func learn(_ run: ScheduledRun) {
        choices = max(choices, run.choiceCount)
        tasks = max(tasks, run.tasks)
        isUncontrolled = isUncontrolled || run.isUncontrolled
        hasOthers = hasOthers || run.choices.contains { $0.task == nil }
    }

    mutating func beginPriorities(depth: Int) {
        self.depth = depth
        priorityLength = max(1, choices)
    }

    /// The probability, at least, with which the runs by priorities would have met a failure.
    ///
    /// One of their depth: each does with 1/(n k^(d-1)), for n tasks and k choices (Burckhardt and
    /// others, ASPLOS 2010). Nil: there were none, or nothing can be promised: a run had more choices than
    /// those among which priorities change, or others than tasks took turns.
    public var probability: Double? {
        guard priorityRuns > 0, choices <= priorityLength, !hasOthers else { return nil }
        let each = 1 / (Double(max(1, tasks)) * pow(Double(priorityLength), Double(depth - 1)))
        return 1 - pow(1 - each, Double(priorityRuns))
    }

    /// In words, without a full stop: `all 42 schedules`.
    public var text: String {
        if isAll { return steadyRuns == 1 ? "the only schedule" : "all \(steadyRuns) schedules" }
        var parts: [String] = []
        if steadyRuns > 0 {
            // Those with fewer switches than the most were all run before.
            let all = switches == 2 ? "1 switch" : "\(switches - 1) switches"
            parts.append(
                (steadyRuns == 1 ? "1 schedule" : "\(steadyRuns) schedules")
                    + (switches > 1 && !isCut ? ", all with at most \(all) among them" : "")
            )
        }
        if priorityRuns > 0, probability == nil { parts.append("\(priorityRuns) PCT runs") }
        if let probability {
            let percent = Self.percent(probability)
            parts.append(
                "\(priorityRuns) PCT runs: a bug of depth \(depth) would have been seen with \(percent) probability"
            )
        }
        return parts.joined(separator: ", and ")
    }

    /// Rounded down, so that nothing is promised that is not so.
    private static func percent(_ probability: Double) -> String {
        let tenths = Int(probability * 1000)
        if tenths >= 999 { return "more than 99.9 %" }
        return tenths >= 990 || tenths % 10 == 0
            ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
