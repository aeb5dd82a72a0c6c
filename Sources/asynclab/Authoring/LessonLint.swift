import Curriculum
import ExampleRunner
import FoundationEssentials
import Grading
import LabCore
import Synchronization
import TraceModel

/// Proves what a lesson says: its programs are compiled, run under the virtual clock, and held
/// against the lesson's text.
struct LessonLint: Sendable {
    let installation: Installation

    /// All that is wrong with a lesson, by file and line.
    ///
    /// - Throws: `RunnerError` where nothing can be compiled or run on this machine.
    func problems(of draft: LessonDraft) async throws -> [LessonProblem] {
        var programs: [ProgramReference] = []
        let steps = draft.steps.filter { $0.exercise == nil }
        for program in steps.compactMap(\.program) where !programs.contains(program) {
            programs.append(program)
        }
        var problems = draft.problems
        for program in programs {
            let steps = draft.steps.filter { $0.program == program }
            problems += try await self.problems(of: program, steps, in: draft.file)
        }
        let proof = ExerciseProof(installation: installation)
        for exercise in draft.steps.compactMap(\.exercise) {
            problems += try await proof.problems(of: exercise)
        }
        for step in draft.steps {
            guard let change = step.change, let program = step.program else { continue }
            problems += try await self.problems(of: change, of: program, in: draft.file)
        }
        return problems.byPlace
    }

    private func problems(
        of program: ProgramReference,
        _ steps: [Step],
        in file: String
    ) async throws -> [LessonProblem] {
        let trace: Trace
        switch try await proof(of: program) {
        case .broken(let diagnostics):
            return diagnostics.map { diagnostic in
                .compiler(
                    diagnostic.message,
                    isError: diagnostic.severity == .error,
                    file: program.path,
                    line: diagnostic.location?.line ?? 1
                )
            }
        case .badEnd(let end): return [.badEnd(end, file: program.path)]
        case .ran(let ran): trace = ran
        }
        let idle = steps.compactMap(\.change).filter { $0.goal.faults(in: trace).isEmpty }
        return steps.flatMap { $0.faults(in: trace) }.map { LessonProblem($0, in: file) }
            + idle.map { .idleGoal($0, in: file) }
    }

    private func problems(
        of change: Change,
        of program: ProgramReference,
        in file: String
    ) async throws -> [LessonProblem] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let source = change.solved(program)
        let path = "\(folder)/\(program.fileName)"
        try Data(source.utf8).write(to: URL(filePath: path))
        let solved = ProgramReference(
            name: program.name,
            path: path,
            source: source,
            settings: program.settings
        )
        switch try await proof(of: solved) {
        case .broken(let diagnostics):
            return diagnostics.prefix(1).map { .brokenSolution(change, $0.message, in: file) }
        case .badEnd(let end): return [.badEnd(end, file: file, line: change.line)]
        case .ran(let trace):
            return change.goal.faults(in: trace).map { LessonProblem($0, isGoal: true, in: file) }
        }
    }

    // MARK: Compile and run

    private enum Proof {
        /// Errors or warnings of the compiler.
        case broken([CompilerDiagnostic])
        case badEnd(String)
        case ran(Trace)
    }

    private func proof(of program: ProgramReference) async throws -> Proof {
        do {
            let compiled = try await installation.compile(program)
            if !compiled.warnings.isEmpty { return .broken(compiled.warnings) }
        } catch let failure as CompileFailure {
            let told = failure.diagnostics.filter { $0.severity == .error }
            guard !told.isEmpty else {
                let words = "\(failure)".split(separator: "\n").first.map(String.init) ?? ""
                return .badEnd(words)
            }
            return .broken(told)
        }
        let run = Mutex(RunState(id: RunID(rawValue: 1), keepsHistory: false))
        await WatchedRun(
            request: RunRequest(
                program,
                clock: ClockSettings(.virtual, pace: .max),
                limits: .lesson
            ),
            installation: installation,
            report: { report in run.withLock { $0.apply(report) } }
        ).run()
        return run.withLock { run in
            switch run.phase {
            case .ended(.exited(0)): .ran(run.trace)
            case .ended(let end): .badEnd(end.sentence.capitalizedAtStart)
            case .failed(let lines): .badEnd(lines.first ?? "It did not run")
            default: .badEnd("The run was lost")
            }
        }
    }
}

extension LessonProblem {
    init(_ fault: StepFault, isGoal: Bool = false, in file: String) {
        self =
            switch fault {
            case .claim(let claim, let found):
                .falseClaim(claim, found: found, isGoal: isGoal, in: file)
            case .unanswered(let question): .unanswered(question, in: file)
            case .noRightChoice(let question, let answer):
                .noRightChoice(question, answer, in: file)
            case .unexplained(let question, let choice):
                .unexplained(question, choice, in: file)
            case .emptyChart(let chart): .emptyChart(chart, in: file)
            }
    }
}

extension [LessonProblem] {
    /// By file and line; problems of one line stay in their order.
    fileprivate var byPlace: [LessonProblem] {
        enumerated().sorted {
            ($0.element.file, $0.element.line, $0.offset)
                < ($1.element.file, $1.element.line, $1.offset)
        }.map(\.element)
    }
}

extension String {
    var capitalizedAtStart: String { prefix(1).uppercased() + dropFirst() }
}
