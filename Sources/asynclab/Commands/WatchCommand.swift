import ArgumentParser
import Curriculum
import LabCore

/// `asynclab watch`.
struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Check an exercise at every save of its file.",
        discussion: """
            Opens the tutorial at the exercise, and makes the file unless there is one. Edit it with \
            whatever you like.
            """
    )

    @Argument(help: "The exercise's name; without one, the next that you have not passed.")
    var exercise: String?

    @OptionGroup var options: WorkspaceOptions
    @OptionGroup(title: "Screen") var screen: ScreenOptions

    func run() throws {
        let installation = Installation.current
        let place = try ExercisePlace.find(exercise, in: installation)
        try LabSession.openTutorial(
            installation,
            screen: screen,
            at: place.lesson,
            step: place.step,
            workspace: options.workspace(installation),
            isWatching: true
        )
    }
}

/// An exercise's step in the course.
struct ExercisePlace {
    let lesson: Lesson
    /// Position of the step.
    let step: Int

    /// An exercise by its name, or the next that is not passed; where all are, the first.
    ///
    /// - Throws: `CommandError` where there is none.
    static func find(_ name: String?, in installation: Installation) throws -> ExercisePlace {
        if let name {
            let found = try installation.exercise(named: name)
            let step = found.lesson.steps.firstIndex { $0.id == found.exercise.id }
            return ExercisePlace(lesson: found.lesson, step: step ?? 0)
        }
        let places = all(in: try installation.course())
        let progress = installation.progress()
        let next = places.first { place in
            place.exercise.map { !progress.hasPassed($0, ofLesson: place.lesson.id) } ?? false
        }
        guard let place = next ?? places.first else {
            throw CommandError(
                "There are no exercises.",
                why: "No lesson in '\(installation.lessonsFolder)' has any."
            )
        }
        return place
    }

    private var exercise: Exercise? { lesson.steps[step].exercise }

    private static func all(in course: Course) -> [ExercisePlace] {
        course.lessons.flatMap { lesson in
            lesson.steps.indices.filter { lesson.steps[$0].exercise != nil }
                .map { ExercisePlace(lesson: lesson, step: $0) }
        }
    }
}
