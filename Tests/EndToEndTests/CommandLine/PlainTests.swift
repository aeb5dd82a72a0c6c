import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite("run --plain")
    struct PlainTests {
        @Test("tells the output with times and tasks, then timeline, table, findings and end")
        func parts() async throws {
            let result = try await asynclab("run", Installed.program("group"), "--plain")
            #expect(result.ending == .exited(0))
            let parts = result.output.split(separator: "\n\n").map { $0.split(separator: "\n") }
            try #require(parts.count >= 4)
            #expect(parts[0].count == 6)
            for line in parts[0] {
                #expect(line.wholeMatch(of: /\d+\.\d{3}  (page \d|main) {10,}.+/) != nil)
            }
            let labels = parts[1].map { $0.prefix(10) }
            let expected = ["#1 main   ", " #2 page 1", " #3 page 2", " #4 page 3"]
            #expect(labels[1...4].elementsEqual(expected) { $0 == $1 })
            #expect(parts[1].last?.contains("sleeping") == true)
            #expect(parts[2].count == 5)
            #expect(parts[2][0].hasPrefix("id  task"))
            let end = try #require(parts.last?.last)
            #expect(
                end.wholeMatch(of: /live, .* in the pool, \d\.\d{3} s: the program ended/) != nil
            )
        }

        @Test("is what there is where there is no terminal")
        func withoutTerminal() async throws {
            let result = try await asynclab("run", Installed.program("synchronous"))
            #expect(result.ending == .exited(0))
            #expect(result.output.contains("no task at all\n"))
            #expect(result.output.hasSuffix(": the program ended\n"))
        }

        @Test("tells each line as it comes")
        func live() async throws {
            let command = try Command(["run", Installed.program("sleeping"), "--plain"])
            #expect(await eventually { command.output.contains("sleeping\n") })
            command.send(SIGINT)
            #expect(try await command.result().ending == .exited(130))
        }

        @Test("writes ASCII only where the locale knows no more")
        func ascii() async throws {
            let result = try await asynclab(
                "run",
                Installed.program("group"),
                "--plain",
                environment: ["LC_ALL": "C"]
            )
            #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
            #expect(result.output.contains("sleeping"))
        }

        @Test("shows control characters of output and of names, and sends none")
        func escapes() async throws {
            let result = try await asynclab("run", Installed.program("escapes"), "--plain")
            #expect(result.output.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0a })
            #expect(result.output.contains("moved and red"))
            #expect(result.output.contains("[31mred"))
        }
    }
}
