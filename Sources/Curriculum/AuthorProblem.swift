/// What only a run or the compiler can tell of a lesson.
extension LessonProblem {
    /// A claim that is not so; `found` is what is, nil where the run can't tell.
    ///
    /// `isGoal`: it is what the changed program should come to.
    public static func falseClaim(
        _ claim: Claim,
        found: Answer?,
        isGoal: Bool = false,
        in file: String
    ) -> LessonProblem {
        let fact = LessonFact.falseClaim(
            claim.written(with: claim.answer),
            found: found?.description,
            instead: found.map(claim.written(with:)),
            isGoal: isGoal
        )
        return LessonProblem(file: file, line: claim.line, fact: fact)
    }

    /// A question that a run can't answer.
    public static func unanswered(_ question: Question, in file: String) -> LessonProblem {
        LessonProblem(file: file, line: question.line, fact: .unanswered)
    }

    /// A chart whose numbers are all nothing in the run.
    public static func emptyChart(_ chart: Chart, in file: String) -> LessonProblem {
        LessonProblem(file: file, line: chart.line, fact: .emptyChart(chart.quantity.rawValue))
    }

    /// A question none of whose answers is right.
    public static func noRightChoice(
        _ question: Question,
        _ answer: Answer,
        in file: String
    ) -> LessonProblem {
        let choices =
            if case .order(let things) = question.form {
                things
            } else {
                question.choices.map(\.text)
            }
        let fact = LessonFact.noRightChoice(answer.description, choices: choices)
        return LessonProblem(file: file, line: question.line, fact: fact)
    }

    /// A wrong answer that nothing is said of; `choice` is nil where it is no choice.
    public static func unexplained(
        _ question: Question,
        _ choice: Choice?,
        in file: String
    ) -> LessonProblem {
        let fact = LessonFact.unexplained(choice: choice?.answer)
        return LessonProblem(file: file, line: question.line, fact: fact)
    }

    /// What the compiler says of a program.
    public static func compiler(
        _ message: String,
        isError: Bool,
        file: String,
        line: Int
    ) -> LessonProblem {
        let fact = LessonFact.compilerSays(message, isError: isError)
        return LessonProblem(file: file, line: line, fact: fact)
    }

    /// A change whose solution does not compile.
    public static func brokenSolution(
        _ change: Change,
        _ message: String,
        in file: String
    ) -> LessonProblem {
        let fact = LessonFact.brokenSolution(message, lines: change.lines)
        return LessonProblem(file: file, line: change.line, fact: fact)
    }

    /// A change whose goal the program reaches as it is.
    public static func idleGoal(_ change: Change, in file: String) -> LessonProblem {
        LessonProblem(file: file, line: change.line, fact: .idleGoal)
    }

    /// An answer that must not pass, and whose verdict is not the one that it has to get; nil: it passes.
    public static func otherVerdict(
        on answer: ProgramReference,
        wanted: String,
        found: String?,
        line: Int,
        of exercise: Exercise
    ) -> LessonProblem {
        let file = found == nil ? answer.path : exercise.folder + "/check.yml"
        return LessonProblem(
            file: file,
            line: found == nil ? 1 : line,
            fact: .otherVerdict(wanted: wanted, found: found)
        )
    }

    /// A solution that does not pass; `when` says under which circumstances.
    public static func badSolution(
        _ found: String,
        when: String,
        line: Int?,
        of exercise: Exercise
    ) -> LessonProblem {
        LessonProblem(
            file: exercise.solution.path,
            line: line ?? 1,
            fact: .badSolution(found, when: when)
        )
    }

    /// A program that did not come to a good end.
    public static func badEnd(_ end: String, file: String, line: Int = 1) -> LessonProblem {
        LessonProblem(file: file, line: line, fact: .badEnd(end))
    }

    /// An id of the record that no lesson has any more.
    static func lostID(_ id: String, file: String, line: Int) -> LessonProblem {
        LessonProblem(file: file, line: line, fact: .lostID(id))
    }
}
