import Curriculum
import ExampleRunner
import Grading
import LabCore

/// Proves of an exercise what its author says: the starter and each wrong answer fail for their own
/// reasons, and the solution passes, whatever the schedule, and in real time.
///
/// Where an exercise is about the order of jobs, other schedules are not tried.
struct ExerciseProof: Sendable {
    let installation: Installation

    /// Schedules under which a solution has to pass.
    static let schedules = 200
    /// How often it is run in real time before it counts as wrong: the machine may be busy.
    private static let liveAttempts = 3

    /// All that is not as it is said.
    ///
    /// - Throws: where nothing can be compiled or run on this machine.
    func problems(of exercise: Exercise) async throws -> [LessonProblem] {
        var problems = try await solutionProblems(exercise)
        let starter = WrongAnswer(
            program: exercise.starter,
            says: exercise.check.starterSays,
            line: 1
        )
        for answer in [starter] + exercise.wrongAnswers {
            let check = ExerciseCheck(exercise: exercise, installation: installation)
            let fault = try await check.check(answer.program).verdict.fault
            if let fault, fault.text.contains(answer.says) { continue }
            problems.append(
                .otherVerdict(
                    on: answer.program,
                    wanted: answer.says,
                    found: fault?.text,
                    line: answer.line,
                    of: exercise
                )
            )
        }
        return problems
    }

    private func solutionProblems(_ exercise: Exercise) async throws -> [LessonProblem] {
        var check = ExerciseCheck(exercise: exercise, installation: installation)
        check.leastSchedules = exercise.check.order == .any ? Self.schedules : 0
        if let fault = try await check.check(exercise.solution).verdict.fault {
            return [.badSolution(fault.text, when: "its check", line: fault.line, of: exercise)]
        }
        check.usedClock = .live
        check.leastSchedules = 0
        var found: Fault?
        for _ in 0..<Self.liveAttempts {
            found = try await check.checkRun(exercise.solution)
            if found == nil { return [] }
        }
        guard let fault = found else { return [] }
        return [.badSolution(fault.text, when: "in real time", line: fault.line, of: exercise)]
    }
}
