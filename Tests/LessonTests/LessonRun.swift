import Curriculum
import ExampleRunner
import TestSupport
import Testing
import TraceModel

extension ProgramReference {
    /// Compiles it as a learner's run does.
    func compile() async throws -> CompiledProgram {
        let settings = CompilationSettings(
            isolation: self.settings.isolation == .main ? .main : .none,
            languageMode: self.settings.languageMode == .swift5 ? .swift5 : .swift6
        )
        return try await Workbench.compile(path, settings: settings)
    }

    /// Runs it in real time, to its end.
    func run() async throws -> Trace {
        let run = try await Workbench.run(
            try await compile(),
            trace: try TraceFile(),
            threads: settings.threads
        )
        #expect(run.result.ending == .exited(0), "\(fileName): \(run.errors)")
        let report = try #require(run.report)
        #expect(report.status.droppedEvents == 0)
        return report.trace
    }
}

extension Course {
    /// The lessons of this project.
    static let own = Result { try Course.load(from: Workbench.projectFolder + "/Lessons") }

    /// Every program of every lesson.
    static let programs = (try? own.get().lessons.flatMap(\.programs).map(LessonProgram.init)) ?? []
}

/// A program of a lesson, for a test of it.
struct LessonProgram: CustomTestStringConvertible {
    let reference: ProgramReference

    var testDescription: String { reference.path }
}
