/// Something that a learner writes, and that is checked by how it behaves.
public struct Exercise: Sendable, Equatable {
    /// Names the exercise in the whole course: lowercase words joined by hyphens, as its folder does.
    public let id: String
    /// What a learner sees: a few words.
    public let title: String
    /// What the program should do, what is given, and what is to be written.
    public let prompt: [TextBlock]
    /// A ladder: each says more than the one before.
    public let hints: [Hint]
    /// What the learner begins with.
    public let starter: ProgramReference
    /// One right answer.
    public let solution: ProgramReference
    /// When an answer is right.
    public let check: Check
    /// Wrong answers, each with what its verdict has to say.
    public let wrongAnswers: [WrongAnswer]
    /// Path of the exercise's folder, as far as the lesson's was given.
    public let folder: String

    /// An exercise of its parts.
    public init(
        id: String,
        title: String,
        prompt: [TextBlock] = [],
        hints: [Hint] = [],
        starter: ProgramReference,
        solution: ProgramReference,
        check: Check,
        wrongAnswers: [WrongAnswer] = [],
        folder: String = ""
    ) {
        self.id = id
        self.title = title
        self.prompt = prompt
        self.hints = hints
        self.starter = starter
        self.solution = solution
        self.check = check
        self.wrongAnswers = wrongAnswers
        self.folder = folder
    }

    /// The first line of a program with something to do, from 1; 1 where there is none.
    public static func firstTodo(in source: String) -> Int {
        SwiftText(source).line(of: "TODO") ?? 1
    }
}

/// One rung of the ladder of hints.
public struct Hint: Sendable, Equatable {
    /// What the hint is about.
    public let title: String
    /// What it says.
    public let text: [TextBlock]

    /// A hint.
    public init(title: String, text: [TextBlock]) {
        self.title = title
        self.text = text
    }
}

/// An answer that must not pass, and what its verdict has to say.
public struct WrongAnswer: Sendable, Equatable {
    /// The program.
    public let program: ProgramReference
    /// A piece of the verdict.
    public let says: String
    /// Where `check.yml` says so, from 1.
    public let line: Int

    /// A wrong answer.
    public init(program: ProgramReference, says: String, line: Int) {
        self.program = program
        self.says = says
        self.line = line
    }
}

/// When an answer to an exercise is right.
public struct Check: Sendable, Equatable {
    /// The clock of the runs that are judged.
    public enum Clock: String, Sendable, CaseIterable {
        /// Real time.
        case live
        /// Deterministic, and exact.
        case virtual
    }

    /// The mistakes that a verdict can name, by the words of `--json`.
    public static let namedMistakes = [
        "awaits-in-a-row", "blocked-thread", "main-actor-held", "unfinished-task",
        "continuation-never-resumed",
    ]

    /// In which order jobs that could run do so, as far as an answer may rely on it.
    public enum JobOrder: String, Sendable, CaseIterable {
        /// In any: a right answer is right under every schedule.
        case any
        /// As the event loop has it: an exercise about just that.
        case firstCome = "first come"
    }

    /// The clock of the runs.
    public let clock: Clock
    /// What an answer may rely on.
    public let order: JobOrder
    /// Declarations that must stay as they are in the starter, by name.
    public let given: [String]
    /// Kinds of findings that a right answer has too, so that they explain nothing.
    public let harmless: [String]
    /// Where the first run fails, a value that was stale is looked for, which takes one more run.
    public let looksForStaleValues: Bool
    /// A piece of the verdict on the starter.
    public let starterSays: String
    /// What was right, for who has passed.
    public let passed: [TextBlock]
    /// What must hold, in this order.
    public let requirements: [Requirement]

    /// A check of its parts.
    public init(
        clock: Clock = .virtual,
        order: JobOrder = .any,
        given: [String] = [],
        harmless: [String] = [],
        looksForStaleValues: Bool = false,
        starterSays: String = "",
        passed: [TextBlock] = [],
        requirements: [Requirement]
    ) {
        self.clock = clock
        self.order = order
        self.given = given
        self.harmless = harmless
        self.looksForStaleValues = looksForStaleValues
        self.starterSays = starterSays
        self.passed = passed
        self.requirements = requirements
    }

    /// Schedules by which the program is run at most; nil: only the first.
    public var schedules: Int? {
        requirements.compactMap { requirement in
            if case .everySchedule(let count) = requirement.condition { count } else { nil }
        }.first
    }
}

/// One thing that must hold, and what to say where it does not.
public struct Requirement: Sendable, Equatable {
    /// What must hold.
    public let condition: Condition
    /// A sentence behind the verdict's own.
    public let because: String?
    /// The line of the program that holds this text is named where no better one is known.
    public let place: String?
    /// Its line in `check.yml`, from 1.
    public let line: Int

    /// A requirement.
    public init(_ condition: Condition, because: String? = nil, place: String? = nil, line: Int = 1)
    {
        self.condition = condition
        self.because = because
        self.place = place
        self.line = line
    }
}
