import Curriculum
import ExampleRunner
import FoundationEssentials
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

    /// Runs it to its end, and checks what holds of every run: nothing is lost, and each task's states
    /// are one at a time and add up to its life.
    func run(_ clock: TraceClock, threads: Int? = nil) async throws -> Trace {
        let run = try await Workbench.run(
            try await compile(),
            trace: try TraceFile(),
            threads: threads ?? settings.threads,
            clock: clock == .virtual ? .virtual() : .live
        )
        #expect(run.result.ending == .exited(0), "\(fileName): \(run.errors)")
        let report = try #require(run.report)
        #expect(report.status.droppedEvents == 0 && report.status.droppedStringBytes == 0)
        #expect(report.trace.firstContradiction(now: report.trace.lastEvent) == nil, "\(fileName)")
        #expect(report.trace.firstOverlap() == nil, "\(fileName)")
        #expect(report.status.clock == clock)
        return report.trace
    }
}

extension Course {
    /// The lessons of this project.
    static let own = Result { try Course.load(from: folder) }
    static let folder = Workbench.projectFolder + "/Lessons"

    /// What the steps of all lessons run: a program with other settings is another one.
    ///
    /// Those of exercises are proven where exercises are checked.
    static let programs: [LessonProgram] = {
        var references: [ProgramReference] = []
        let steps = (try? own.get().lessons.flatMap(\.steps).filter { $0.exercise == nil }) ?? []
        for program in steps.compactMap(\.program) where !references.contains(program) {
            references.append(program)
        }
        return references.map(LessonProgram.init)
    }()
}

extension Course {
    /// The changes that lessons ask for.
    static let changes: [LessonSolution] = {
        let lessons = (try? own.get().lessons) ?? []
        return lessons.flatMap { lesson in
            lesson.steps.compactMap { step in
                guard let change = step.change, let program = step.program else { return nil }
                return LessonSolution(
                    name: "\(lesson.id)/\(step.id)",
                    program: program,
                    change: change
                )
            }
        }
    }()
}

/// What a step asks to be changed, and what can stand there instead.
struct LessonSolution: CustomTestStringConvertible {
    let name: String
    let program: ProgramReference
    let change: Change

    var testDescription: String { name }

    /// The program with the solution in place, in a file of its own.
    func solved() throws -> ProgramReference {
        let folder = URL.temporaryDirectory.appending(path: "asynclab-solutions/\(name)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = change.solved(program)
        let file = folder.appending(path: program.fileName)
        try Data(source.utf8).write(to: file, options: .atomic)
        return ProgramReference(
            name: program.name,
            path: file.path,
            source: source,
            settings: program.settings
        )
    }
}

/// A program of a lesson, for a test of it.
struct LessonProgram: CustomTestStringConvertible {
    let reference: ProgramReference

    /// The steps that run it.
    var steps: [Step] {
        ((try? Course.own.get().lessons.flatMap(\.steps)) ?? []).filter { $0.program == reference }
    }

    var testDescription: String {
        reference.path + (reference.settings.threads.map { ", \($0) threads" } ?? "")
    }
}
