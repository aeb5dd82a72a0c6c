import ArgumentParser
import Curriculum
import Grading
import LabCore
import Screen

/// `asynclab check`: whether an exercise is passed, and if not, why.
struct CheckCommand: ExerciseCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check an exercise by what your program does.",
        discussion: """
            Without an exercise, the first one that you have begun and not passed is checked. With a \
            file, that file is checked instead of yours; a teacher can check the answers of others so.

            The exit status is 0 if it is passed, 1 if not yet, 2 if it could not be checked.
            """
    )

    @Argument(help: "The exercise's name, or LESSON/NAME.")
    var exercise: String?

    @Argument(help: "A file to check instead of yours.")
    var file: String?

    @Flag(help: "All exercises, as a table.")
    var all = false

    @Flag(help: "As one JSON object.")
    var json = false

    @OptionGroup var options: WorkspaceOptions

    func validate() throws {
        if all, exercise != nil { throw ValidationError("Give an exercise or --all, not both.") }
    }

    func perform() throws {
        if all { try checkAll() } else { try checkOne() }
    }

    private func checkOne() throws {
        let installation = Installation.current
        let course = try installation.course()
        let place = options.workspace(installation)
        let (exercise, lesson) = try chosen(course, place, installation)
        let answer = try answer(to: exercise, of: lesson, place)
        let result = try Self.check(exercise, answer, installation)
        if file == nil {
            installation.keep([.attempted(exercise, lesson, result.verdict)])
        }
        if json {
            print(try JSONText.of(CheckReportJSON(exercise, lesson, answer.path, result.verdict)))
        } else {
            let text = VerdictText(exercise: exercise, verdict: result.verdict, file: answer.path)
            print(text.lines.joined(separator: "\n"))
        }
        if !result.verdict.isPassed { throw ExitCode(1) }
    }

    /// The exercise that is meant: the first that was begun and is not passed, where none is named.
    private func chosen(
        _ course: Course,
        _ place: Workspace,
        _ installation: Installation
    ) throws -> (Exercise, Lesson) {
        if let exercise { return try installation.exercise(named: exercise) }
        let progress = installation.progress()
        for lesson in course.lessons {
            for exercise in lesson.exercises
            where place.read(exercise, in: lesson) != nil
                && !progress.exercise(exercise.id, of: lesson.id).isPassed
            {
                return (exercise, lesson)
            }
        }
        let first = course.lessons.flatMap(\.exercises).first?.id ?? "two-greetings"
        throw CommandError(
            "There is no exercise to check.",
            why: "You have begun none that is not passed.",
            next: "Begin one with: asynclab edit \(first)"
        )
    }

    private func answer(
        to exercise: Exercise,
        of lesson: Lesson,
        _ place: Workspace
    ) throws -> ProgramReference {
        if let file {
            return try ProgramReference.file(at: file, settings: exercise.starter.settings)
        }
        if let answer = place.read(exercise, in: lesson) { return answer }
        throw CommandError(
            "You have not begun '\(exercise.id)'.",
            why: "There is no '\(place.path(of: exercise, in: lesson))'.",
            next: "Begin it with: asynclab edit \(exercise.id)"
        )
    }

    static func check(
        _ exercise: Exercise,
        _ answer: ProgramReference,
        _ installation: Installation
    ) throws -> CheckResult {
        let check = ExerciseCheck(exercise: exercise, installation: installation)
        return try Blocking.wait { () -> Result<CheckResult, any Error> in
            do {
                return .success(try await check.checkUnlessKnown(answer))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    // MARK: All

    private func checkAll() throws {
        let installation = Installation.current
        let course = try installation.course()
        let place = options.workspace(installation)
        var entries: [CheckReportJSON] = []
        var attempts: [ProgressChange] = []
        for lesson in course.lessons {
            for exercise in lesson.exercises {
                guard let answer = place.read(exercise, in: lesson) else {
                    entries.append(CheckReportJSON(exercise, lesson))
                    continue
                }
                let verdict = try Self.check(exercise, answer, installation).verdict
                attempts.append(.attempted(exercise, lesson, verdict))
                entries.append(CheckReportJSON(exercise, lesson, answer.path, verdict))
            }
        }
        installation.keep(attempts)
        let passed = entries.count { $0.result == .passed }
        if json {
            print(try JSONText.of(AllChecksJSON(passed: passed, exercises: entries)))
        } else {
            for line in CheckTable(entries: entries, passed: passed).lines { print(line) }
        }
        if passed < entries.count { throw ExitCode(1) }
    }
}

extension ProgressChange {
    fileprivate static func attempted(
        _ exercise: Exercise,
        _ lesson: Lesson,
        _ verdict: Verdict
    ) -> ProgressChange {
        .attempted(exercise: exercise.id, lesson: lesson.id, passed: verdict.isPassed)
    }
}

/// What `check --json` tells of an exercise.
struct CheckReportJSON: Encodable {
    enum Result: String, Encodable {
        case passed
        case notYet = "not yet"
        case notBegun = "not begun"
    }

    let exercise: String
    let lesson: Int
    let title: String
    let result: Result
    let file: String?
    let fault: Fault?
    let coverage: String?
    let schedule: String?

    /// Of an exercise that is not begun.
    init(_ exercise: Exercise, _ lesson: Lesson) {
        self.init(exercise, lesson, .notBegun, nil, nil)
    }

    init(_ exercise: Exercise, _ lesson: Lesson, _ file: String, _ verdict: Verdict) {
        self.init(exercise, lesson, verdict.isPassed ? .passed : .notYet, file, verdict)
    }

    private init(
        _ exercise: Exercise,
        _ lesson: Lesson,
        _ result: Result,
        _ file: String?,
        _ verdict: Verdict?
    ) {
        self.exercise = exercise.id
        self.lesson = lesson.number
        title = exercise.title
        self.result = result
        self.file = file
        fault = verdict?.fault
        coverage = verdict?.coverage
        schedule = verdict?.schedule
    }
}

/// What `check --all --json` tells.
struct AllChecksJSON: Encodable {
    let passed: Int
    let exercises: [CheckReportJSON]
}

/// The exercises as a table.
struct CheckTable {
    let entries: [CheckReportJSON]
    let passed: Int

    var lines: [String] {
        let width = entries.map(\.exercise.count).max() ?? 0
        let rows = entries.map { entry in
            let name = entry.exercise.padding(to: width)
            let why = entry.fault.map { "  \(TextWidth.visible($0.sentence))" } ?? ""
            return "\(entry.lesson)  \(name)  \(entry.result.rawValue.padding(to: 9))\(why)"
                .trimmedAtEnd
        }
        return rows + ["", "\(passed) of \(entries.count) passed"]
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
