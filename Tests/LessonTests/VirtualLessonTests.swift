import Curriculum
import ExampleRunner
import TestSupport
import Testing
import TraceModel

/// Programs of lessons do under the virtual clock what they do in real time.
@Suite("The lessons under the virtual clock")
struct VirtualLessonTests {
    @Test("print what they print natively, and never take longer", arguments: Course.programs)
    func faithful(program: LessonProgram) async throws {
        let compiled = try await program.reference.compile()
        let plain = try await Workbench.run(compiled, trace: nil)
        let run = try await Workbench.run(
            compiled,
            trace: try TraceFile(),
            threads: program.reference.settings.threads,
            clock: .virtual()
        )
        #expect(run.result.ending == plain.result.ending, "\(run.errors)")
        // Natively it is chance who is first of those whose sleeps end at one moment.
        #expect(run.output.lines.sorted() == plain.output.lines.sorted())
        let report = try #require(run.report)
        #expect(report.trace.uncontrolled.isEmpty)
        #expect(plain.result.seconds >= Double(try #require(report.status.finished)) / 1e9)
    }
}

extension String {
    fileprivate var lines: [Substring] { split(separator: "\n") }
}
