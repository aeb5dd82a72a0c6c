import Schedules
import TestSupport
import Testing
import TraceModel

@Suite("A paused program under the virtual clock")
struct VirtualChoosingTests {
    private func start(_ name: String, on trace: TraceFile) async throws -> FinishedRun {
        try await TestProgram("virtual/\(name)").runVirtually(threads: 2, trace: trace)
    }

    private func file(_ schedule: Schedules.Schedule = .seeded(0)) throws -> TraceFile {
        try TraceFile(events: 1 << 18, stringBytes: 4 << 20, schedule: schedule)
    }

    @Test("tells in order which jobs could run, and runs the one that is chosen")
    func choose() async throws {
        let trace = try file()
        let program = try RunningProgram(trace)
        trace.setPaused(true)
        async let run = start("steps", on: trace)
        try await program.wait { try $0.offer() == ["1", "2", "3", "4", "5", "main"] }
        try await program.choose("3", of: 6, on: trace)
        try await program.wait { try $0.offer() == ["1", "2", "4", "5", "main"] }
        try await program.wait { $0.lines == ["begin", "3"] }
        trace.step()
        try await program.wait { try $0.offer() == ["2", "4", "5", "main"] }
        try await program.wait { $0.lines == ["begin", "3", "1"] }
        trace.setPaused(false)
        #expect(try await run.output.hasPrefix("begin\n3\n1\n2\n4\n5\n1 again\n"))
    }

    @Test("lets time pass until tasks could run, and wakes the one that is chosen first")
    func sleepers() async throws {
        let trace = try file()
        let program = try RunningProgram(trace)
        trace.setPaused(true)
        async let run = start("guests", on: trace)
        for count in [4, 3, 2, 1] {
            try await program.wait { try $0.offer()?.count == count }
            trace.step()
        }
        try await program.wait { try $0.offer() == [] }
        trace.advance()
        try await program.wait { try $0.offer() == ["ann", "bob", "cleo"] }
        #expect(try program.status().virtualNow == 1_000_000_000)
        try await program.choose("cleo", of: 3, on: trace)
        try await program.wait { $0.lines.last == "cleo goes" }
        try await program.choose("bob", of: 3, on: trace)
        try await program.wait { $0.lines.last == "bob goes" }
        trace.setPaused(false)
        let output = try await run.output
        #expect(output.hasSuffix("comes\ncleo goes\nbob goes\nann goes\nend\n"))
    }

    @Test("has its choices recorded, goes the same way by them, and comes back to each")
    func replay() async throws {
        let trace = try file()
        let program = try RunningProgram(trace)
        trace.setPaused(true)
        async let run = start("guests", on: trace)
        try await program.choose("bob", of: 4, on: trace)
        try await program.wait { try $0.offer() == ["ann", "cleo", "main"] }
        let second = try #require(try program.status().offer)
        try await program.choose("cleo", of: 3, on: trace)
        try await program.wait { try $0.offer() == ["ann", "main"] }
        trace.setPaused(false)
        let first = try await run
        let report = try #require(first.report)
        let choices = report.trace.switches.compactMap(\.chosen)
        #expect(choices.map { $0.other } == [1, 1])

        let again = try await start("guests", on: try file(.chosen(choices, otherwise: .seeded(0))))
        #expect(again.output == first.output)
        #expect(again.report?.status.course == report.status.course)
        #expect(again.report?.trace == report.trace)
        try await comeBack(to: second, by: [choices[0]])
    }

    private func comeBack(to offer: ReadyOffer, by choices: [Schedules.Schedule.Switch])
        async throws
    {
        let trace = try file(.chosen(choices, otherwise: .seeded(0)))
        let program = try RunningProgram(trace)
        trace.setPaused(true)
        trace.begin(by: ChoicePoint(choice: offer.choice))
        async let run = start("guests", on: trace)
        try await program.wait { try $0.offer() == ["ann", "cleo", "main"] }
        let again = try #require(try program.status().offer)
        #expect(again.events == offer.events)
        #expect(again.choice == offer.choice)
        try await program.wait { $0.lines == ["bob comes"] }
        try await program.choose("cleo", of: 3, on: trace)
        try await program.wait { try $0.offer() == ["ann", "main"] }
        try await program.wait { $0.lines == ["bob comes", "cleo comes"] }
        trace.setPaused(false)
        _ = try await run
    }

    @Test("waits again where the chosen task was woken and its actor is kept by another")
    func busyActor() async throws {
        let trace = try file()
        let program = try RunningProgram(trace)
        trace.setPaused(true)
        async let run = start("naps", on: trace)
        for count in [4, 3, 2, 1] {
            try await program.wait { try $0.offer()?.count == count }
            trace.step()
        }
        try await program.wait { try $0.offer() == [] }
        trace.step()
        try await program.wait { try $0.status().virtualNow == 1_000_000_000 && $0.offer() == [] }
        trace.advance()
        try await program.wait { try $0.offer() == ["napper", "other"] }
        try await program.choose("napper", of: 2, on: trace)
        try await program.wait { try $0.offer() == ["other"] }
        #expect(program.lines == [])
        trace.setPaused(false)
        #expect(try await run.output == "other\nheld\nnapped\n")
    }

    @Test("says where a choice is not possible any more")
    func misfit() async throws {
        let choices = [Schedules.Schedule.Switch(choice: 0, other: 7)]
        let run = try await start("guests", on: try file(.chosen(choices, otherwise: .seeded(0))))
        #expect(run.report?.status.course.hasMisfit == true)
    }
}
