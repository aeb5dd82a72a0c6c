import ArgumentParser
import Curriculum
import Glibc
import LabCore
import ProgressStore

/// A subcommand about one exercise.
///
/// Its exit status is 0, or 2 where it could not do what it is for: 1 says of a check that the
/// exercise is not passed yet.
protocol ExerciseCommand: ParsableCommand {
    /// Does what the command is for.
    func perform() throws
}

extension ExerciseCommand {
    /// Does it, and gives what went wrong the exit status of these commands.
    func run() throws {
        do {
            try perform()
        } catch let error as any ToldError {
            throw NotDone(error: error)
        }
    }
}

/// The learner's folder.
struct WorkspaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder of your exercises (default: ~/.local/share/asynclab/exercises).",
            valueName: "folder"
        )
    )
    var workspace: String?

    /// The folder that was named, else that of the environment.
    func workspace(_ installation: Installation) -> Workspace {
        workspace.map(Workspace.init(folder:)) ?? Workspace(environment: installation.environment)
    }
}

extension Installation {
    /// An exercise by its name or as LESSON/NAME, and its lesson.
    ///
    /// - Throws: `CommandError` that names the nearest.
    func exercise(named name: String) throws -> (exercise: Exercise, lesson: Lesson) {
        let course = try course()
        if let found = course.exercise(named: name) { return found }
        if let lesson = course.lesson(named: name), !lesson.exercises.isEmpty {
            throw CommandError(
                "'\(name)' is a lesson.",
                why: "Its exercises are: \(lesson.exercises.map(\.id).joined(separator: ", ")).",
                next: "Name one of them."
            )
        }
        let known = course.lessons.flatMap(\.exercises).map(\.id)
        let own = name.split(separator: "/").last.map(String.init) ?? name
        throw CommandError(
            "There is no exercise '\(name)'.",
            didYouMean: known,
            for: own,
            why: known.isEmpty
                ? "The lessons have none." : "They are: \(known.joined(separator: ", ")).",
            next: "List them with: asynclab lessons"
        )
    }

    /// What is kept of the learner; what there is to say of it goes to standard error.
    func progress() -> Progress {
        let store = ProgressStore(environment: environment)
        let kept = Blocking.wait { await store.read() }
        if let trouble = kept.problem.map({ "\($0)" }) ?? kept.notice {
            StandardError.tell(trouble)
        }
        return kept.progress
    }

    /// Keeps what the learner did; where that cannot be, says why on standard error.
    func keep(_ changes: [ProgressChange]) {
        let store = ProgressStore(environment: environment)
        let problem = Blocking.wait { () -> ProgressError? in
            do throws(ProgressError) {
                _ = try await store.add(changes)
                return nil
            } catch {
                return error
            }
        }
        if let problem { StandardError.tell("\(problem)") }
    }
}

/// What is said beside the result.
enum StandardError {
    /// Writes a line.
    static func tell(_ text: String) {
        let bytes = Array("\(text)\n".utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}

extension Terminals {
    /// Asks for a yes on the terminal; anything else is a no.
    static func agree(to question: String) -> Bool {
        print(question + " [y/N] ", terminator: "")
        fflush(nil)
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
