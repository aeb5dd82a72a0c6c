/// Something that can be required of a program and its runs.
///
/// In patterns, `*` stands for any text.
public enum Condition: Sendable, Equatable {
    /// How lines that are printed must agree with lines that are wanted.
    public enum OutputForm: String, Sendable, CaseIterable {
        /// These, in this order.
        case exact = "output"
        /// These in this order; others may stand between them.
        case inOrder = "output in order"
        /// These, in any order.
        case anyOrder = "output in any order"
        /// As many as there are regular expressions, each matching its own as a whole.
        case patterns = "output matches"
    }

    /// What is printed to standard output.
    case output(OutputForm, [String])
    /// The last line printed.
    case lastLine(String)
    /// Seconds from the start of the program to its end.
    case makespan(Bounds)
    /// The largest number of spans at one time.
    case inFlight(Spans, Bounds)
    /// How many spans there are in all.
    case happens(Spans, Bounds)
    /// Each of the first overlaps one of the second for some time.
    case overlap(Spans, Spans)
    /// None of the first overlaps one of the second; nil: no two of the first overlap.
    case apart(Spans, Spans?)
    /// These things happen in this order.
    case order([Moment])
    /// Seconds in which tasks block threads of an executor; nil: of any.
    case blocked(on: ExecutorName?, Bounds)
    /// How many tasks there are of a name, and how all of them end; no name: all but the program's own.
    case tasks(named: String?, Bounds?, TaskOutcomeName?)
    /// Tasks of this name end before their parents.
    case withinParent(String)
    /// Where stretches run that take time or print.
    case runsOn(Stretches, ExecutorName)
    /// All that is required of a run holds under so many other schedules too.
    case everySchedule(Int)
    /// The sanitizer finds no data race under so many seeds.
    case noDataRace(seeds: Int)
    /// It compiles in this mode.
    case compiles(ProgramSettings)
    /// It does not compile in this mode, and an error says this.
    case doesNotCompile(ProgramSettings, says: String?)
    /// Pieces of code that are there, and that are not.
    case source(keeps: [String], lacks: [String])
    /// Each line is printed from within one of these declarations.
    case printsOnly([String])

    /// Times in which something goes on.
    public enum Spans: Sendable, Equatable {
        /// From each task's first moment on a thread to its end, by a pattern of names.
        case task(String)
        /// From the printing of one line to that of another, with the same text for `*`.
        case lines(String, String)
        /// Stretches of tasks in a state; within a function, where one is named.
        case state(TaskStateName, within: String?)
    }

    /// Something that happens once in a run.
    public enum Moment: Sendable, Equatable {
        case started(String)
        case ended(String)
        case printed(String)
    }

    /// Times of tasks on a thread.
    public enum Stretches: Sendable, Equatable {
        /// That take time, of tasks by a pattern of names.
        case task(String)
        /// That print lines by a pattern.
        case printing(String)
    }

    /// Who runs jobs, as a check says it.
    public enum ExecutorName: Sendable, Equatable {
        case main
        case pool
        /// An actor of this type.
        case actor(String)
    }
}

/// A smallest and a largest number, both of which are allowed; nil: there is none.
public struct Bounds: Sendable, Equatable {
    /// The smallest.
    public let least: Double?
    /// The largest.
    public let most: Double?

    /// Bounds; the same number twice allows that number only.
    public init(least: Double? = nil, most: Double? = nil) {
        self.least = least
        self.most = most
    }

    /// Whether a number is allowed.
    public func contains(_ number: Double) -> Bool {
        number >= (least ?? -.infinity) && number <= (most ?? .infinity)
    }
}

extension Condition {
    /// It is required of a run, and so of a run by any schedule.
    public var isOfRun: Bool {
        switch self {
        case .output, .lastLine, .makespan, .inFlight, .happens, .overlap, .apart, .order, .blocked,
            .tasks,
            .withinParent, .runsOn, .printsOnly:
            true
        case .everySchedule, .noDataRace, .compiles, .doesNotCompile, .source: false
        }
    }
}
