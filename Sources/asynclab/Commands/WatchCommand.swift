import ArgumentParser
import Curriculum
import FoundationEssentials
import LabCore
import ProgressStore

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

    func run() throws {
        let installation = Installation.current
        let place = try ExercisePlace.find(exercise, in: installation)
        try LabSession.openTutorial(
            installation,
            at: place.lesson,
            step: place.step,
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
        let places = all(in: try installation.course())
        if let name { return try find(name, among: places) }
        let store = ProgressStore(environment: installation.environment)
        let progress = Blocking.wait { await store.read() }.progress
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

    /// `three-letters`, or `5/three-letters` with the lesson before it.
    private static func find(_ name: String, among places: [ExercisePlace]) throws -> ExercisePlace
    {
        let known = places.compactMap(\.exercise?.id)
        let last = name.split(separator: "/").last.map(String.init) ?? name
        if let place = places.first(where: { $0.exercise?.id == last }) { return place }
        throw CommandError(
            "There is no exercise '\(name)'.",
            didYouMean: known,
            for: last,
            why: "The exercises are: \(known.joined(separator: ", ")).",
            next: "Open the next one with: asynclab watch"
        )
    }
}
