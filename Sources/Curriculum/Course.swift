/// All lessons, in the order of their numbers.
public struct Course: Sendable, Equatable {
    /// The lessons, by ascending number; numbers and ids are unique.
    public let lessons: [Lesson]

    /// A course of lessons that are already in order.
    public init(lessons: [Lesson]) {
        self.lessons = lessons
    }

    /// The lesson that a learner means by its number (`2`, `02`), id, or folder name.
    public func lesson(named name: String) -> Lesson? {
        lessons.first { lesson in
            name == lesson.id || name == lesson.folderName || Int(name) == lesson.number
        }
    }

    /// The exercise that a learner means by its id or by `LESSON/ID`, and its lesson.
    public func exercise(named name: String) -> (exercise: Exercise, lesson: Lesson)? {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard let id = parts.last else { return nil }
        for lesson in lessons where parts.count == 1 || self.lesson(named: parts[0]) == lesson {
            if let exercise = lesson.exercises.first(where: { $0.id == id }) {
                return (exercise, lesson)
            }
        }
        return nil
    }

    /// What an author should look at although the course can be used, in the order of lessons.
    public var warnings: [LessonProblem] {
        lessons.flatMap(\.warnings)
    }
}
