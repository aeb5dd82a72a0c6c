import ExampleRunner
import TestSupport
import Testing

@Suite("A run")
struct RunTests {
    @Test("ends with the program's exit status", arguments: [0, 1, 7, 255] as [Int32])
    func exitStatus(_ status: Int32) async throws {
        let result = try await Shell().run("exit \(status)")
        #expect(result.ending == .exited(status))
    }

    @Test("ends with the name of the signal that ended the program")
    func signal() async throws {
        let result = try await Shell().run("kill -SEGV $$")
        #expect(result.ending == .signaled(name: "SIGSEGV", number: 11))
    }

    @Test("tells the two outputs apart, and keeps their bytes")
    func outputs() async throws {
        let shell = Shell()
        let result = try await shell.run("printf 'a\\0b'; printf caf\\\\303 >&2; echo c")
        #expect(result.ending == .exited(0))
        #expect(shell.recording.output == "a\0bc\n")
        let errors = shell.recording.all.filter { $0.stream == .standardError }.flatMap(\.bytes)
        #expect(errors == Array("caf".utf8) + [0xc3])
    }

    @Test("delivers every byte of a program that writes much and ends at once")
    func largeOutput() async throws {
        let shell = Shell()
        _ = try await shell.run("head -c 1000000 /dev/zero; head -c 700000 /dev/zero >&2")
        #expect(shell.recording.output.utf8.count == 1_000_000)
        #expect(shell.recording.errors.utf8.count == 700_000)
    }

    @Test("passes output on while the program goes on, and says when it arrived")
    func liveOutput() async throws {
        let scratch = try Scratch()
        let shell = Shell()
        // The program waits for the file that the test makes when it has seen the first line.
        async let run = shell.run(
            "echo one; while [ ! -e seen ]; do sleep 0.01; done; echo two",
            workingFolder: scratch.path
        )
        #expect(await eventually { shell.recording.output == "one\n" })
        try scratch.write("", to: "seen")
        let result = try await run
        #expect(shell.recording.output == "one\ntwo\n")
        let arrivals = shell.recording.all.map(\.arrivedNanoseconds)
        #expect(arrivals == arrivals.sorted())
        #expect(arrivals.first.map { $0 > result.startedNanoseconds } == true)
        #expect(result.endedNanoseconds > result.startedNanoseconds)
    }

    @Test("is loaded at the same addresses each time, where asked, and where the system lets it")
    func fixedAddresses() async throws {
        // What setarch of util-linux comes to here: a sandbox may refuse both.
        let allowed = Shell()
        let result = try await allowed.run("setarch -R head -n 1 /proc/self/maps")
        let isAllowed = result.ending == .exited(0)
        func firstMapping(fixesAddresses: Bool) async throws -> String {
            let shell = Shell()
            _ = try await shell.run(
                "head -n 1 /proc/self/maps",
                fixesAddresses: fixesAddresses
            )
            return shell.recording.output
        }
        var mappings: Set<String> = []
        for _ in 0..<4 { mappings.insert(try await firstMapping(fixesAddresses: true)) }
        #expect(mappings.count == (isAllowed ? 1 : 4))
        #expect(!mappings.contains(""))
        #expect(!mappings.contains(try await firstMapping(fixesAddresses: false)))
    }

    @Test("measures CPU time and memory")
    func usage() async throws {
        let result = try await Shell().run("i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done")
        #expect(result.userNanoseconds + result.systemNanoseconds > 0)
        #expect(result.maxResidentBytes > 100_000)
    }

    @Test("goes on when the program closes its outputs")
    func closedOutputs() async throws {
        let result = try await Shell().run("exec >&- 2>&-; sleep 0.05; exit 5")
        #expect(result.ending == .exited(5))
    }

    @Test("gives the program an empty standard input and the folder that was asked for")
    func surroundings() async throws {
        let scratch = try Scratch()
        let shell = Shell()
        let result = try await shell.run("cat; pwd", workingFolder: scratch.path)
        #expect(result.ending == .exited(0))
        #expect(shell.recording.output == scratch.path + "\n")
    }

    @Test("adds to the environment of the program, and not of the supervisor")
    func environment() async throws {
        let shell = Shell()
        _ = try await shell.run(
            "echo \"$ADDED\"; tr '\\0' '\\n' < /proc/$PPID/environ | grep -c ^ADDED=",
            environment: ["ADDED": "a b=c"]
        )
        #expect(shell.recording.output == "a b=c\n0\n")
    }

    @Test("of a program that is not there says so")
    func missingProgram() async throws {
        let expected = RunnerError.programNotStarted(
            path: "/nowhere/program",
            reason: "cannot start the program: No such file or directory"
        )
        await #expect(throws: expected) {
            try await ProgramRunner().run(executable: "/nowhere/program") { _ in }
        }
    }

    @Test("without a supervisor says so")
    func missingSupervisor() async throws {
        let expected = RunnerError.supervisorNotStarted(
            path: "/nowhere/supervisor",
            reason: "No such file or directory"
        )
        await #expect(throws: expected) {
            try await ProgramRunner(supervisor: "/nowhere/supervisor").run(executable: "true") {
                _ in
            }
        }
    }
}
