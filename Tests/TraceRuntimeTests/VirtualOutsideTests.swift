import ExampleRunner
import TestSupport
import Testing
import TraceModel

/// Real input and output works under the virtual clock, and what is not controlled is named.
@Suite("What is outside of a program under the virtual clock")
struct VirtualOutsideTests {
    private func run(_ name: String) async throws -> (output: String, report: RunTrace) {
        let run = try await TestProgram("virtual/\(name)").runVirtually()
        #expect(run.result.ending == .exited(0), "\(run.errors)")
        let report = try #require(run.report)
        #expect(report.firstFault(threads: 2) == nil)
        return (run.output, report)
    }

    @Test("answers through pipes, as a child process does")
    func childProcess() async throws {
        let (output, report) = try await run("child-process")
        #expect(output == "through cat, status 0\nslept\n")
        // Which of the calls had to wait is the child's affair: its answer may be there already.
        #expect(report.trace.uncontrolled.contains { $0.address != nil })
        #expect(try #require(report.status.finished) >= 300_000_000)
        // What the header says of the time does not lag behind.
        #expect(report.status.virtualNow == report.status.finished)
    }

    @Test("could be the other end of a socket, so that counts as such, and its thread answers")
    func socketPair() async throws {
        let (output, report) = try await run("socket-pair")
        #expect(output == "1! 0.05 seconds\n2! 0.1 seconds\n3! 0.15 seconds\n")
        #expect(report.trace.uncontrolled.count >= 1)
        for place in report.trace.uncontrolled {
            #expect(place.call == .read && place.address != nil)
        }
    }

    @Test("are no files: reading them takes no time, and depends on no chance")
    func files() async throws {
        let (output, report) = try await run("file-reading")
        #expect(output == "[\"written\", \"written\", \"written\", \"written\"] 0.0 seconds\n")
        #expect(report.trace.uncontrolled.isEmpty)
    }
}
