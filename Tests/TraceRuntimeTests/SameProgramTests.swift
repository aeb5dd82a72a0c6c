import ExampleRunner
import FoundationEssentials
import TestSupport
import Testing
import TraceModel

/// The library changes nothing of a program but that it is seen.
///
/// ASYNCLAB_TEST_RUNS is the number of watched runs of each, 3 by default.
@Suite("A watched program")
struct SameProgramTests {
    private static let runs =
        ProcessInfo.processInfo.environment["ASYNCLAB_TEST_RUNS"].flatMap(Int.init) ?? 3
    private static let widths = [1, 2, 8]

    @Test("does what it does unwatched, and its trace is sound", arguments: TestProgram.all)
    func same(program: TestProgram) async throws {
        let ending = try #require(program.ending, "its header names an end that tests do not know")
        let compiled = try await program.compile()
        let plain = try await Workbench.run(compiled, trace: nil)
        try #require(plain.result.ending == ending, "unwatched: \(plain.errors)")
        for run in 0..<Self.runs {
            let threads = Self.widths[run % Self.widths.count]
            let watched = try await Workbench.run(
                compiled,
                trace: try TraceFile.small(),
                threads: threads
            )
            #expect(watched.result.ending == ending, "\(threads) threads: \(watched.errors)")
            #expect(watched.output == plain.output, "\(threads) threads")
            #expect(program.comparable(watched.errors) == program.comparable(plain.errors))
            let report = try #require(watched.report)
            #expect(report.firstFault(threads: threads) == nil, "\(threads) threads")
            // A child process prints by ways of its own.
            let untold = program.name == "environment" ? "child: [none] [none]\n" : ""
            #expect(report.untold(of: watched.output) == untold, "\(threads) threads")
        }
    }

    /// A thread that gets no processor between what happened and its record told of it too late once.
    @Test("has a sound trace also where its threads get no processor")
    func withoutProcessor() async throws {
        let compiled = try await TestProgram("deep-recursion").compile()
        try await besideBusyProcess {
            try await besideBusyProcess {
                for _ in 0..<20 {
                    let watched = try await Workbench.run(
                        compiled,
                        trace: try TraceFile.small(),
                        threads: 8
                    )
                    #expect(try #require(watched.report).firstFault(threads: 8) == nil)
                }
            }
        }
    }

    @Test("is one of many")
    func programs() {
        #expect(TestProgram.all.count >= 85)
    }
}
