import ExampleRunner
import Glibc
import TestSupport
import Testing

@Suite("Nothing is left")
struct LeftoverTests {
    /// A shell script that becomes two daemons, one of them twice removed, and goes on when both
    /// have started.
    private static func daemons(in folder: String) -> String {
        """
        cd '\(folder)'
        setsid sh -c 'echo > one; sleep 60 & sleep 60' &
        (setsid setsid sh -c 'echo > two; trap "" TERM HUP INT; sleep 60; sleep 60' &)
        while [ ! -e one ] || [ ! -e two ]; do sleep 0.01; done
        """
    }

    @Test("of a program that leaves daemons and ends")
    func daemons() async throws {
        let scratch = try Scratch()
        let shell = Shell()
        let result = try await shell.run(Self.daemons(in: scratch.path) + "\nexit 4")
        #expect(result.ending == .exited(4))
        #expect(shell.footprint.processes == [])
    }

    @Test("of a program that is stopped by its handle")
    func handle() async throws {
        let scratch = try Scratch()
        let shell = Shell()
        async let run = shell.run(Self.daemons(in: scratch.path) + "\necho up; sleep 60")
        #expect(await eventually { shell.recording.output == "up\n" })
        #expect(shell.footprint.processes.count >= 3)
        shell.handle.stop()
        let result = try await run
        #expect(result.ending == .stopped(.asked))
        #expect(shell.footprint.processes == [])
    }

    @Test("of a program whose task is cancelled, and its output is kept")
    func cancellation() async throws {
        let shell = Shell()
        let run = Task { try await shell.run("echo up; trap '' TERM; sleep 60; sleep 60") }
        #expect(await eventually { shell.recording.output == "up\n" })
        run.cancel()
        #expect(try await run.value.ending == .stopped(.asked))
        #expect(shell.footprint.processes == [])
    }

    @Test("and hardly anything begins when the run is stopped before it starts")
    func stoppedBefore() async throws {
        let shell = Shell()
        shell.handle.stop()
        let result = try await shell.run("sleep 60")
        #expect(result.ending == .stopped(.asked))
        #expect(shell.footprint.processes == [])
    }

    @Test("when asynclab is killed with SIGKILL")
    func killedParent() async throws {
        let scratch = try Scratch()
        let script = Self.daemons(in: scratch.path) + "\necho up; sleep 60"
        let footprint = Footprint()
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [script = script as String, footprint = footprint as Footprint] in
            // This is another process, in asynclab's place. It dies while the program runs.
            _ = try await ProgramRunner().run(
                executable: "sh",
                arguments: ["-c", script],
                environment: footprint.environment,
                limits: RunLimits(wallTime: .seconds(60))
            ) { _ in
                guard footprint.processes.count >= 3 else { exit(1) }
                kill(getpid(), SIGKILL)
            }
        }
        #expect(await eventually { footprint.processes == [] })
    }

    @Test("when the supervisor is asked by a signal", arguments: ["TERM", "INT", "HUP"])
    func signaledSupervisor(_ signal: String) async throws {
        let shell = Shell()
        let result = try await shell.run("setsid sleep 60 & kill -\(signal) $PPID; sleep 60")
        #expect(result.ending == .stopped(.asked))
        #expect(shell.footprint.processes == [])
    }

    @Test("of the program itself when the supervisor is killed, and the run says so")
    func killedSupervisor() async throws {
        let shell = Shell()
        let expected = RunnerError.supervisorLost(reason: "it ended with signaled(9)")
        await #expect(throws: expected) { try await shell.run("kill -9 $PPID; exec sleep 60") }
        #expect(await eventually { shell.footprint.processes == [] })
    }

    @Test("when a program goes on forking while it is stopped")
    func forkingProgram() async throws {
        let scratch = try Scratch()
        let shell = Shell()
        // A chain of short-lived sessions: always a next one, never many, and at most 2,000.
        let hop = try scratch.write(
            "[ $1 -gt 0 ] && setsid sh \"$0\" $(($1-1)) & sleep 0.01",
            to: "hop.sh"
        )
        async let run = shell.run("sh '\(hop)' 2000; echo up; sleep 60")
        #expect(await eventually { !shell.recording.output.isEmpty })
        shell.handle.stop()
        #expect(try await run.ending == .stopped(.asked))
        #expect(shell.footprint.processes == [])
    }
}
