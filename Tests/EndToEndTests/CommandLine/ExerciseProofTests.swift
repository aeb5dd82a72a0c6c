import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    @Suite("The exercises")
    struct ExerciseProofTests {
        private static let lessons =
            (try? FileManager.default.contentsOfDirectory(
                atPath: Workbench.projectFolder + "/Lessons"
            )
            .filter { $0 != "ids" && !$0.hasPrefix(".") }.sorted()) ?? []

        /// Each starter and each wrong answer gets the verdict that its author has written down; each
        /// solution passes, in real time too, and under 200 schedules where it may not rely on their order.
        @Test("are what their authors say", arguments: lessons)
        func proof(lesson: String) async throws {
            let folder = "\(Workbench.projectFolder)/Lessons/\(lesson)"
            let result = try await Command(["author", "lint", folder]).result()
            #expect(result.output.hasSuffix(": no problems.\n"), "\(result.output)\(result.errors)")
            #expect(result.ending == .exited(0))
        }

        @Test("are in seven lessons")
        func count() {
            #expect(Self.lessons.count == 7)
        }
    }
}
