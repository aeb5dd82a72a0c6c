/// What can be wrong with a lesson: the bare facts.
enum LessonFact: Sendable, Equatable {
    // Files.
    case missingFolder
    case missingLessonFile
    case unreadableFile
    case noLessons
    case wrongFolderName(expected: String)
    case missingProgram(file: String, available: [String])
    // YAML.
    case missingFrontMatter
    case unclosedFrontMatter
    case unreadableYAML(message: String)
    case duplicateKey(String)
    case unknownKey(String, place: String, known: [String])
    case missingKey(String, place: String, example: String)
    case wrongValue(key: String, value: String, expected: ExpectedValue)
    case unknownValue(key: String, value: String, known: [String])
    // The body.
    case missingTitle(expected: String)
    case otherTitle(String, expected: String)
    case noSteps
    case unsupportedMarkdown(String)
    case unknownBlock(info: String)
    // Steps.
    case missingStepBlock(title: String)
    case misplacedStepBlock
    case duplicateStep(id: String, firstLine: Int)
    case keyWithoutKey(String, needs: String)
    case tooFewChoices(Int)
    case tooManyChoices(Int)
    case duplicateChoice(String)
    case unknownChoice(String, known: [String])
    case lineOutsideProgram(Int, to: String, file: String, lines: Int)
    case keyBesideKey(String, beside: String)
    case measureOfOtherKind(key: String, example: String)
    case barsOfTurns
    // Exercises.
    case missingExerciseFile
    case badPattern(String)
    case twoInOne(String, beside: String)
    case noChecks
    case unlistedExercise(String)
    case tooFewHints(Int, least: Int)
    case tooFewWrongAnswers(Int, least: Int)
    case untoldWrongAnswer(String)
    case otherVerdict(wanted: String?, found: String?)
    case badSolution(String, when: String)
    // The course.
    case duplicateLesson(key: String, value: String, first: String)
    // Of a lesson as its author has it.
    case strayFile
    case noSummary
    case longSummary(rows: Int, limit: Int)
    case newID(String)
    case lostID(String)
    case falseClaim(String, found: String?, instead: String?, isGoal: Bool)
    case unanswered
    case noRightChoice(String, choices: [String])
    case unexplained(choice: Answer?)
    case compilerSays(String, isError: Bool)
    case brokenSolution(String, lines: ClosedRange<Int>)
    case idleGoal
    case emptyChart(String)
    case badEnd(String)
    // Warnings.
    case longProgram(lines: Int, limit: Int)
    case wideProgram(columns: Int, limit: Int)
    case longText(rows: Int, limit: Int)
    case unusedProgram

    var isWarning: Bool {
        switch self {
        case .longProgram, .wideProgram, .longText, .unusedProgram, .strayFile, .noSummary,
            .longSummary, .newID, .unexplained, .unlistedExercise, .tooFewHints,
            .tooFewWrongAnswers, .untoldWrongAnswer, .compilerSays(_, isError: false):
            true
        default: false
        }
    }
}

/// What a key's value has to be.
enum ExpectedValue: Sendable, Equatable {
    case text
    case hyphenatedWords
    case wholeNumber(atLeast: Int)
    case seconds
    case list(example: String)
    case mapping(example: String)
    case oneKey(example: String)
    case choicesOfSeconds
    case choicesOfCounts
    case orderOfTasks
    case printedLines
    case lineNumbers
    case lineRange

    var name: String {
        switch self {
        case .text: "a text"
        case .hyphenatedWords: "lowercase words joined by hyphens"
        case .wholeNumber(let least): "a whole number, at least \(least)"
        case .seconds: "a number of seconds, not negative"
        case .list: "a list"
        case .mapping: "keys with values"
        case .oneKey: "one key with its value"
        case .choicesOfSeconds: "seconds, as the measure is a time"
        case .choicesOfCounts: "whole numbers, as the measure is a number"
        case .orderOfTasks: "the names of two tasks or more"
        case .printedLines: "a list of the lines that are printed"
        case .lineNumbers: "line numbers"
        case .lineRange: "a line, or the first and the last of some lines"
        }
    }

    func example(for key: String) -> String {
        switch self {
        case .text: "\(key): a few words"
        case .hyphenatedWords: "\(key): sleeping-and-blocking"
        case .wholeNumber(let least): "\(key): \(least)"
        case .seconds: "\(key): 0.5"
        case .list(let example), .mapping(let example), .oneKey(let example): example
        case .choicesOfSeconds: "choices: [0.5, 1.5, 2.5]"
        case .choicesOfCounts: "choices: [1, 2, 3]"
        case .orderOfTasks: "[download 1, download 2]"
        case .printedLines: "[page 1 started, page 1 finished]"
        case .lineNumbers: "highlight: [3, 4]"
        case .lineRange: "\(key): 8-10"
        }
    }
}
