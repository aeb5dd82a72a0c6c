import ExampleRunner
import Testing

@Suite("A limit")
struct LimitTests {
    @Test("on time stops a program that runs too long")
    func time() async throws {
        let shell = Shell()
        let result = try await shell.run("sleep 60", limits: RunLimits(wallTime: .seconds(0.1)))
        #expect(result.ending == .stopped(.timeLimit))
        #expect(result.seconds >= 0.1)
        #expect(shell.footprint.processes == [])
    }

    @Test("on output stops a flood, and passes on exactly what is allowed")
    func output() async throws {
        let shell = Shell()
        let limits = RunLimits(wallTime: .seconds(60), output: 100_000)
        let result = try await shell.run("yes", limits: limits)
        #expect(result.ending == .stopped(.outputLimit))
        #expect(shell.recording.output.utf8.count == 100_000)
        #expect(shell.footprint.processes == [])
    }

    @Test("on output lets pass what just fits")
    func fittingOutput() async throws {
        let shell = Shell()
        let result = try await shell.run("printf 12345", limits: RunLimits(output: 5))
        #expect(result.ending == .exited(0))
        #expect(shell.recording.output == "12345")
    }

    @Test("on memory stops a program that takes more, in a child too")
    func memory() async throws {
        let shell = Shell()
        let limits = RunLimits(wallTime: .seconds(60), memory: 40 << 20)
        // `tail` keeps all of its input; without end the test would hang if it was not stopped.
        let result = try await shell.run("cat /dev/zero | tail -c 400000000", limits: limits)
        #expect(result.ending == .stopped(.memoryLimit))
        #expect(shell.footprint.processes == [])
    }

    @Test("on processes stops a program that multiplies")
    func processes() async throws {
        let shell = Shell()
        let limits = RunLimits(wallTime: .seconds(60), processes: 20)
        // At most 127 shells, each in a session of its own.
        let bomb = """
            f() { [ $1 -gt 0 ] && { f $(($1-1)) & f $(($1-1)) & }; exec setsid sleep 60; }
            f 6 & sleep 60
            """
        let result = try await shell.run(bomb, limits: limits)
        #expect(result.ending == .stopped(.processLimit))
        #expect(shell.footprint.processes == [])
    }

    @Test("that is not reached changes nothing")
    func roomyLimits() async throws {
        let result = try await Shell().run("sleep 0.12 & sleep 0.12; wait; exit 3", limits: .lesson)
        #expect(result.ending == .exited(3))
    }
}
