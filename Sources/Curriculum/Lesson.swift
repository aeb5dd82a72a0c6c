/// One lesson: its steps, its programs, and the words that it teaches.
public struct Lesson: Sendable, Equatable {
    /// Names the lesson for ever: lowercase words joined by hyphens, as in the folder's name.
    public let id: String
    /// The lesson's place in the course, from 1.
    public let number: Int
    /// What a learner sees: a few words.
    public let title: String
    /// How long the lesson takes a learner, in minutes.
    public let minutes: Int
    /// The words that the lesson teaches, in the author's order.
    public let words: [Word]
    /// Text between the lesson's title and its first step; often empty.
    public let introduction: [TextBlock]
    /// The steps, in order; at least one.
    public let steps: [Step]
    /// Every program of the lesson, by name.
    public let programs: [ProgramReference]
    /// Path of the lesson's folder, as it was given.
    public let folder: String
    /// What an author should look at although the lesson can be used.
    public let warnings: [LessonProblem]

    /// A lesson of its parts; the programs are those that its steps run, and maybe more.
    public init(
        id: String,
        number: Int,
        title: String,
        minutes: Int,
        words: [Word] = [],
        introduction: [TextBlock] = [],
        steps: [Step],
        programs: [ProgramReference] = [],
        folder: String = "",
        warnings: [LessonProblem] = []
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.minutes = minutes
        self.words = words
        self.introduction = introduction
        self.steps = steps
        self.programs = programs
        self.folder = folder
        self.warnings = warnings
    }

    /// The name of the lesson's folder: `02-sleeping-and-blocking`.
    public var folderName: String {
        Lesson.folderName(number: number, id: id)
    }

    /// The step with an id.
    public func step(id: String) -> Step? {
        steps.first { $0.id == id }
    }

    /// Its exercises, in order.
    public var exercises: [Exercise] { steps.compactMap(\.exercise) }

    /// The program that a learner means by its file's name, with or without `.swift`.
    public func program(named name: String) -> ProgramReference? {
        programs.first { $0.name == name || $0.fileName == name }
    }

    static func folderName(number: Int, id: String) -> String {
        (number < 10 ? "0" : "") + "\(number)-\(id)"
    }
}

/// A word that a lesson teaches.
public struct Word: Sendable, Equatable {
    /// The word itself.
    public let term: String
    /// What it means, in one sentence.
    public let meaning: String

    /// A term and its meaning.
    public init(term: String, meaning: String) {
        self.term = term
        self.meaning = meaning
    }
}

/// One step of a lesson: text, and mostly a program to run and a question about the run.
public struct Step: Sendable, Equatable {
    /// Names the step within its lesson: progress is kept by it.
    public let id: String
    /// The step's heading.
    public let title: String
    /// The text, without the counterpart in Python.
    public let text: [TextBlock]
    /// The program that the step runs, if any.
    public let program: ProgramReference?
    /// What the learner predicts before the run, or finds out after it, if anything.
    ///
    /// Only with a program.
    public let question: Question?
    /// The place of the program that the learner changes, if any.
    ///
    /// Only with a program, and without a question.
    public let change: Change?
    /// What the learner writes, if anything; its starter is the step's program.
    public let exercise: Exercise?
    /// Lines of the program that the text speaks of, from 1.
    public let highlightedLines: [Int]
    /// What the text relies on: checkable statements about the run.
    public let claims: [Claim]
    /// A picture of the run's numbers, shown with what came of the step, if any.
    ///
    /// Only with a program.
    public let chart: Chart?
    /// The same idea in Python's asyncio: listings, shown when the learner asks for them.
    public let python: [String]
    /// Line of the step's heading in `lesson.md`, from 1.
    public let line: Int

    /// A step of its parts.
    public init(
        id: String,
        title: String,
        text: [TextBlock] = [],
        program: ProgramReference? = nil,
        question: Question? = nil,
        change: Change? = nil,
        exercise: Exercise? = nil,
        highlightedLines: [Int] = [],
        claims: [Claim] = [],
        chart: Chart? = nil,
        python: [String] = [],
        line: Int = 1
    ) {
        self.id = id
        self.title = title
        self.text = text
        self.program = program
        self.question = question
        self.change = change
        self.exercise = exercise
        self.highlightedLines = highlightedLines
        self.claims = claims
        self.chart = chart
        self.python = python
        self.line = line
    }
}

extension Step {
    /// A step in which an exercise is done.
    init(_ exercise: Exercise, line: Int) {
        self.init(
            id: exercise.id,
            title: exercise.title,
            text: exercise.prompt,
            program: exercise.starter,
            exercise: exercise,
            line: line
        )
    }
}
