import Curriculum
import LabCore

/// The learner's own programs: those that steps have changed, and those that are written as exercises.
struct LearnerFiles {
    private let copies: StepCopies
    private let workspace: Workspace

    init(environment: [String: String], workspace: Workspace) {
        copies = StepCopies(environment: environment)
        self.workspace = workspace
    }

    /// Where the program is, or would be.
    func path(of request: EditRequest) -> String {
        request.exercise.map { workspace.path(of: $0.exercise, in: $0.lesson) }
            ?? copies.path(of: request)
    }

    /// The program as its file is now; nil where there is none that can be read.
    func read(_ request: EditRequest) -> ProgramReference? {
        guard let exercise = request.exercise else { return copies.read(request) }
        return workspace.read(exercise.exercise, in: exercise.lesson)
    }

    /// Makes the file, unless there is one.
    ///
    /// - Throws: `CommandError`.
    func make(_ request: EditRequest) throws {
        guard let exercise = request.exercise else { return try copies.make(request) }
        _ = try workspace.begin(exercise.exercise, in: exercise.lesson)
    }

    /// Writes an exercise's starter again, and keeps what was there.
    ///
    /// - Returns: where it is kept; nil where there was nothing to keep.
    /// - Throws: `CommandError`.
    func reset(_ exercise: LessonExercise) throws -> String? {
        try workspace.reset(exercise.exercise, in: exercise.lesson)
    }
}
