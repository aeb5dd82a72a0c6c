import Curriculum
import ExampleRunner
import Grading
import LabCore

extension ExerciseCheck {
    /// Checks an answer, unless its verdict is known from an earlier check.
    ///
    /// Nothing runs then, and the result has no run; `needsRun`: it is checked all the same.
    ///
    /// - Throws: as `check(_:suspects:)` does.
    func checkUnlessKnown(
        _ answer: ProgramReference,
        needsRun: Bool = false
    ) async throws -> CheckResult {
        let store = VerdictStore(environment: installation.environment)
        let toolchain = try await installation.toolchain()
        let key = VerdictStore.Key(exercise, answer, toolchain: toolchain)
        if !needsRun, let verdict = store.verdict(for: key, of: exercise) {
            return CheckResult(verdict: verdict, run: nil)
        }
        let result = try await check(answer, suspects: store.suspects(of: exercise))
        store.keep(result.verdict, for: key, of: exercise)
        return result
    }
}
