import FoundationEssentials
import Testing

extension EndToEnd {
    @Suite("Data races")
    struct RaceTests {
        /// A run of one of the programs in `Programs/Races`.
        private struct Run: Sendable {
            let name: String
            let seed: Int
            let status: Ending
            /// The lines of the two accesses of each race.
            let races: [Set<Int?>]
            /// The lines that the program's source marks.
            let marked: Set<Int>

            var isTold: Bool { races.contains { $0.isSubset(of: marked) } }
            var tellsOthers: Bool { !races.allSatisfy { $0.isSubset(of: marked) } }
            var title: String { "\(name) with seed \(seed): \(status), \(races)" }
        }

        private static func names(in folder: String) throws -> [String] {
            let files = try FileManager.default.contentsOfDirectory(
                atPath: Installed.programs + "/Races/" + folder
            )
            return files.filter { $0.hasSuffix(".swift") }.sorted().map {
                "Races/\(folder)/" + $0.dropLast(".swift".count)
            }
        }

        private static func run(_ name: String, seed: Int) async throws -> Run {
            let options = ["--races", "--seed", "\(seed)", "--swift", "5", "--isolation", "none"]
            let file = Installed.program(name)
            let result = try await Command(["run", file, "--json"] + options).result()
            let json = try JSONValue(result.output)
            let source = try String(contentsOfFile: file, encoding: .utf8)
            let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
            return Run(
                name: name,
                seed: seed,
                status: result.ending,
                races: json["races"].array.map { race in
                    Set(race["accesses"].array.map { $0["line"].number.map { Int($0) } })
                },
                marked: Set(lines.indices.filter { lines[$0].contains("// race") }.map { $0 + 1 })
            )
        }

        /// Each program with two seeds, two programs at a time.
        private static func runs(in folder: String) async throws -> [Run] {
            let names = try Self.names(in: folder)
            return try await withThrowingTaskGroup(of: [Run].self) { group in
                for part in 0..<2 {
                    group.addTask {
                        var runs: [Run] = []
                        for index in stride(from: part, to: names.count, by: 2) {
                            runs.append(try await run(names[index], seed: 0))
                            runs.append(try await run(names[index], seed: 1 + index))
                        }
                        return runs
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }

        @Test("are told with both lines, whatever the order of the jobs")
        func racy() async throws {
            let runs = try await Self.runs(in: "Racy")
            #expect(runs.count >= 2 * 20)
            for run in runs {
                #expect(run.isTold && !run.tellsOthers, "\(run.title)")
                #expect(run.status == .exited(66), "\(run.title)")
            }
        }

        @Test("are told of no program that has none")
        func free() async throws {
            let runs = try await Self.runs(in: "Free")
            #expect(runs.count >= 2 * 20)
            for run in runs {
                #expect(run.races.isEmpty && run.status == .exited(0), "\(run.title)")
            }
        }

        @Test("have the variable, the tasks and what they did, in JSON and as a sentence")
        func words() async throws {
            let report = try await RunReport(
                "Races/environment",
                "--races",
                "--isolation",
                "none"
            )
            let schema = try JSONSchema(Installed.contents("Schemas/run.schema.json"))
            #expect(schema.problems(report.json) == [])
            let race = report.json["races"].array.first ?? .null
            #expect(race["variable"].string == "count")
            #expect(race["accesses"].array.map { $0["task"] } == [.number(2), .number(3)])
            #expect(race["accesses"].array.map { $0["line"] } == [.number(8), .number(8)])
            #expect(report.json["clock"].string == "virtual")
            let sentence =
                "Data race: task 2 wrote count in line 8, task 3 wrote it in line 8, and nothing puts "
                + "the two in order."
            let finding = report.json["findings"].array.first ?? .null
            #expect(finding["kind"].string == "data-race")
            #expect(finding["message"].string == sentence)
            #expect(report.json["end"] == .object(["exit": .number(3)]))
            #expect(report.result.ending == .exited(66))
            #expect(report.result.errors == "")
        }

        @Test("leave the program's environment as it was")
        func environment() async throws {
            let options = ["--races", "--isolation", "none", "--json"]
            let command = try Command(
                ["run", Installed.program("Races/environment")] + options,
                environment: ["TSAN_OPTIONS": "history_size=2"]
            )
            let json = try JSONValue(try await command.result().output)
            let text = json["output"].array.compactMap { $0["text"].string }.joined()
            #expect(text == "history_size=2\ntrue\n")
        }

        @Test("are not looked for under the live clock, nor in what was built elsewhere")
        func refused() async throws {
            let file = Installed.program("Races/environment")
            let live = try await asynclab("run", file, "--races", "--clock", "live")
            #expect(live.ending == .exited(1))
            #expect(
                live.errorLines == [
                    "Error: Data races can't be looked for under the live clock.",
                    "Why:   What the system does for itself would hide some of them.",
                    "Next:  Leave out --clock live: --races brings the virtual clock.",
                ]
            )
            let built = try await asynclab("run", "--races", "/bin/true")
            #expect(built.ending == .exited(1))
            #expect(
                built.errorLines.first == "Error: Data races can't be looked for in '/bin/true'."
            )
        }
    }
}
