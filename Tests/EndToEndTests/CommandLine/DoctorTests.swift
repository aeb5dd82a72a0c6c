import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    @Suite("doctor")
    struct DoctorTests {
        private func doctor(_ environment: [String: String] = [:]) async throws -> CommandResult {
            try await Command(["doctor"], environment: environment).result()
        }

        /// The lines about what is private of the runtime, by name, without the padding.
        private func parts(_ result: CommandResult) -> [String: String] {
            var parts: [String: String] = [:]
            for line in result.output.split(separator: "\n")
            where line.dropFirst(2).hasPrefix("    ") {
                let words = line.dropFirst(2).split(separator: " ").map(String.init)
                parts[words[0]] = line.prefix(2) + " " + words.dropFirst().joined(separator: " ")
            }
            return parts
        }

        @Test("lists each private part of the runtime, and what is seen by it")
        func all() async throws {
            let result = try await doctor()
            #expect(result.ending == .exited(0), "\(result.output)")
            let parts = parts(result)
            #expect(parts.count >= 30)
            #expect(parts.values.allSatisfy { $0.hasPrefix("ok ") })
            #expect(parts["swift_task_switch"] == "ok hops between executors")
            #expect(parts["_swift_tsan_acquire"] == "ok tasks")
        }

        @Test(
            "says what is missing, and what is lost without it",
            arguments: [
                ("PLANT_HIDDEN", "swift_task_switch", "missing", "hops between executors"),
                ("PLANT_HIDDEN", "swift_getTypeName", "missing", "names of actors"),
                (
                    "PLANT_CHANGED", "_swift_concurrency_debug_internal_layout_version", "unknown",
                    "tasks"
                ),
            ]
        )
        func missing(variable: String, symbol: String, fault: String, lost: String) async throws {
            let scratch = try Scratch()
            let library = scratch.file("plant.so")
            let built = try await Command(
                ["-shared", "-fPIC", "-o", library, Installed.plant],
                executable: "clang"
            ).result()
            try #require(built.ending == .exited(0), "\(built.errors)")
            let result = try await doctor(["LD_PRELOAD": library, variable: symbol])
            let parts = parts(result)
            #expect(parts[symbol] == "-- \(fault); not seen: \(lost)")
            #expect(parts.values.filter { !$0.hasPrefix("ok ") }.count == 1)
            let needed = lost == "tasks"
            #expect(result.ending == .exited(needed ? 1 : 0))
            // And whoever watches a program is told.
            let run = try await Command(
                ["run", "--plain", Installed.program("actor")],
                environment: ["LD_PRELOAD": library, variable: symbol]
            ).result()
            #expect(run.ending == .exited(0))
            #expect(run.errors.contains("Not seen with the Swift runtime of this program: \(lost)"))
        }
    }
}
