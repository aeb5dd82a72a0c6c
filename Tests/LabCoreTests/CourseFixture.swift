import Curriculum
import LabCore

/// The lesson of `LessonFixture` between two others.
enum CourseFixture {
    static let course = Course(lessons: [
        lesson(1, "pausing", "Functions that can pause", words: ["await"], steps: ["Why", "How"]),
        LessonFixture.lesson,
        lesson(8, "actors", "State that tasks share", words: ["actor"], steps: ["A counter"]),
    ])

    static func lesson(
        _ number: Int,
        _ id: String,
        _ title: String,
        words: [String],
        steps: [String]
    ) -> Lesson {
        Lesson(
            id: id,
            number: number,
            title: title,
            minutes: 10,
            words: words.map { Word(term: $0, meaning: "A word.") },
            steps: steps.map { Step(id: $0.lowercased(), title: $0) }
        )
    }

    /// The tutorial, at a lesson, with what was kept.
    static func state(
        _ lesson: Lesson? = LessonFixture.lesson,
        _ progress: Progress = Progress()
    ) throws(NoLessons) -> LabState {
        guard var state = LabState(course: course, progress: progress, lesson: lesson) else {
            throw NoLessons()
        }
        _ = update(&state, .opened)
        return state
    }

    struct NoLessons: Error {}
}
