import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite("Nothing is left behind")
    struct StoppingTests {
        static let endless = ["sleeping", "computing", "flooding", "ticking"]

        @Test("by Ctrl-C: the run so far is told", arguments: endless)
        func interrupt(_ program: String) async throws {
            let command = try Command(["run", Installed.program(program), "--plain"])
            #expect(await eventually { command.output.contains("\n") })
            command.send(SIGINT)
            let result = try await command.result(within: 30)
            #expect(result.ending == .exited(130))
            #expect(result.output.hasSuffix("you stopped the program\n"))
            #expect(result.errors == "")
            #expect(await eventually { command.footprint.processes == [] })
        }

        @Test("by Ctrl-C while it compiles")
        func interruptCompiling() async throws {
            let scratch = try Scratch()
            let path = try scratch.write(SlowProgram.text, to: "slow.swift")
            let command = try Command(["run", path, "--plain"])
            #expect(
                await eventually { !command.footprint.processes(running: "swift-frontend").isEmpty }
            )
            command.send(SIGINT)
            let result = try await command.result(within: 30)
            #expect(result.ending == .exited(130))
            #expect(result.output == "")
            #expect(await eventually { command.footprint.processes == [] })
        }

        @Test("by SIGTERM and SIGHUP", arguments: [SIGTERM, SIGHUP])
        func terminate(_ signal: Int32) async throws {
            let command = try Command(["run", Installed.program("sleeping"), "--plain"])
            #expect(await eventually { command.output.contains("sleeping\n") })
            command.send(signal)
            _ = try await command.result(within: 30)
            #expect(await eventually { command.footprint.processes == [] })
        }

        @Test("by kill -9, neither a process nor a file", arguments: ["ticking", "computing"])
        func kill(_ program: String) async throws {
            let command = try Command(["run", Installed.program(program), "--plain"])
            #expect(await eventually { command.output.contains("\n") })
            let shared = command.footprint.openFiles.filter { $0.hasPrefix("/dev/shm/") }
            #expect(shared == [])
            command.send(SIGKILL)
            #expect(try await command.result().ending == .signaled(SIGKILL))
            #expect(await eventually { command.footprint.processes == [] })
            let folder = command.scratch.temporaryFolder
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }

        @Test("by a run that ends by itself", arguments: ["group", "crash"])
        func ending(_ program: String) async throws {
            let command = try Command(["run", Installed.program(program), "--json"])
            _ = try await command.result()
            #expect(command.footprint.processes == [])
            let folder = command.scratch.temporaryFolder
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }

        @Test("by a reader that goes away, which is no error", arguments: ["ticking", "flooding"])
        func closedPipe(_ program: String) async throws {
            let (result, footprint) = try await shell(
                "$ASYNCLAB run '\(Installed.program(program))' --plain | head -1"
            )
            #expect(result.ending == .exited(0))
            #expect(result.output.split(separator: "\n").count == 1)
            #expect(result.errors == "")
            #expect(await eventually { footprint.processes == [] })
        }
    }
}
