/// The words for what only an author is told.
extension LessonFact {
    var authorWords: ProblemWords? {
        switch self {
        case .strayFile:
            ProblemWords(
                "The file belongs to no lesson.",
                why: "A lesson is lesson.md and examples/*.swift.",
                next: "Remove it, or move it elsewhere."
            )
        case .noSummary:
            ProblemWords(
                "The lesson has no summary.",
                why: "The last step sums up: it runs no program.",
                next: "Write '## Summary', a step block 'id: summary', and up to five lines."
            )
        case .longSummary(let rows, let limit):
            ProblemWords(
                "The summary takes \(rows) rows.",
                why: "What is to be kept in mind fits \(limit).",
                next: "Keep the sentences that say most."
            )
        case .newID(let id):
            ProblemWords(
                "The id '\(id)' is not in the record.",
                why: "Progress will be kept by it, so it has to stay.",
                next: "Record it with: asynclab author lint --record"
            )
        case .lostID(let id):
            ProblemWords(
                "No step has the id '\(id)' any more.",
                why: "Learners' progress is kept by it.",
                next: "Give the step its id back, or remove this line."
            )
        default: nil
        }
    }

    var runWords: ProblemWords? {
        switch self {
        case .falseClaim(let claim, let found, let instead, let isGoal):
            ProblemWords(
                "'\(claim)' is not so.",
                why: found.map { "The run\(isGoal ? " of the solution" : "") says: \($0)." }
                    ?? "The run can't tell: there is no such task, or it did not end.",
                next: instead.map { "Write '\($0)', or change the program." }
                    ?? "Write the task's name as the program gives it."
            )
        case .unanswered:
            ProblemWords(
                "The run has no answer to this question.",
                why: "There is no such task in it, or it did not end.",
                next: "Write the task's name as the program gives it, or another 'measure'."
            )
        case .noRightChoice(let answer, let choices):
            ProblemWords(
                "None of the answers is right, or two are.",
                why: "The run says \(answer); to choose from: \(choices.joined(separator: ", ")).",
                next: "Write the run's answer among them."
            )
        case .emptyChart(let quantity):
            ProblemWords(
                "The chart has nothing to show.",
                why: "In the run, '\(quantity)' is 0 s wherever it is drawn.",
                next: "Write another word behind 'of', or remove the chart."
            )
        case .unexplained(let choice?):
            ProblemWords(
                "Nothing is said of the wrong choice '\(choice.written)'.",
                why: "A learner who takes it wants to know why it is not so.",
                next: "Write '\(choice.written): ...' under 'because'."
            )
        case .unexplained(choice: nil):
            ProblemWords(
                "Nothing is said of a wrong answer.",
                why: "A learner who gives one wants to know why it is not so.",
                next: "Write 'because: ...', one sentence."
            )
        case .compilerSays(let message, let isError):
            ProblemWords(
                isError ? "The program does not compile." : "The compiler warns.",
                why: "\(message).",
                next: "Change the line; lessons compile without warnings."
            )
        case .brokenSolution(let message, let lines):
            ProblemWords(
                "The program with the solution in place does not compile cleanly.",
                why: "\(message).",
                next: lines.count == 1
                    ? "Write what can stand in line \(lines.lowerBound)."
                    : "Write what can stand in lines \(lines.lowerBound)-\(lines.upperBound)."
            )
        case .idleGoal:
            ProblemWords(
                "The program reaches the goal as it is.",
                why: "A learner who changes nothing would be told that it is right.",
                next: "Write a goal that the change alone reaches."
            )
        case .badEnd(let end):
            ProblemWords(
                "The program did not come to a good end.",
                why: "\(end).",
                next: "Change the program so that it ends by itself, with status 0."
            )
        default: nil
        }
    }
}
