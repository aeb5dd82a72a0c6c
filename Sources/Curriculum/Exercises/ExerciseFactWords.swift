/// The words for what can be wrong with an exercise.
extension LessonFact {
    var exerciseWords: ProblemWords? {
        switch self {
        case .missingExerciseFile:
            ProblemWords(
                "There is no such file.",
                why:
                    "An exercise has prompt.md, hints.md, starter.swift, solution.swift, check.yml.",
                next: "Write it, or take the exercise out of the lesson's front matter."
            )
        case .badPattern(let pattern):
            ProblemWords(
                "'\(pattern)' is no regular expression.",
                why: "Swift's Regex cannot read it.",
                next: "Put a backslash before what is meant as it stands: \\( for a bracket."
            )
        case .twoInOne(let key, let other):
            ProblemWords(
                "'\(key)' and '\(other)' do not go together.",
                why: "One item says one thing.",
                next: "Keep one of the two, or write two items."
            )
        case .noChecks:
            ProblemWords(
                "There are no checks.",
                why: "Then every program that ends passes.",
                next: "Write 'checks: [makespan: 0.3]'."
            )
        case .unlistedExercise(let name):
            ProblemWords(
                "The exercise '\(name)' is in no lesson.",
                why: "The front matter of its lesson does not name it.",
                next: "Write 'exercises: [\(name)]' there."
            )
        case .tooFewHints(let count, let least):
            ProblemWords(
                count == 1 ? "There is 1 hint." : "There are \(count) hints.",
                why: "Hints are a ladder of \(least) or more, each with a heading '##' and a text.",
                next: "Write '## Where to look', and a text below it."
            )
        case .tooFewWrongAnswers(let count, let least):
            ProblemWords(
                count == 1 ? "There is 1 wrong answer." : "There are \(count) wrong answers.",
                why: "\(least) or more prove that a check tells what is wrong.",
                next: "Write plausible ones into the folder wrong."
            )
        case .untoldWrongAnswer(let name):
            ProblemWords(
                "Nothing says what '\(name)' is to be told.",
                why: "Each wrong answer has a message that it must get.",
                next: "Write '\(name): a piece of the message' under 'wrong'."
            )
        case .otherVerdict(let wanted, let found):
            ProblemWords(
                found == nil ? "This answer passes, and must not." : "Its verdict is another one.",
                why: found.map { "It is: \($0)" } ?? "The check holds for it.",
                next: wanted.map { "Wanted is '\($0)': change the check, or what is wanted." }
                    ?? "Change the check."
            )
        case .badSolution(let found, let when):
            ProblemWords(
                "The solution does not pass \(when).",
                why: found,
                next: "Change the solution or the check."
            )
        default: nil
        }
    }
}
