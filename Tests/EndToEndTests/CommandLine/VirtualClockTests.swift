import FoundationEssentials
import Testing

extension EndToEnd {
    @Suite("run --clock virtual")
    struct VirtualClockTests {
        private static let options = ["--clock", "virtual"]

        @Test(
            "tells and keeps the same bytes each time, also of output that only the pipe has",
            arguments: ["group", "actor", "children", "deadlock", "shift", "crash"]
        )
        func same(_ program: String) async throws {
            let scratch = try Scratch()
            var told: Set<String> = []
            var kept: Set<Data> = []
            for number in 1...3 {
                let file = scratch.file("\(number).trace")
                let run = try Command(
                    ["run", Installed.program(program), "--json", "--save", file]
                        + Self.options + ["--threads", "2"]
                )
                told.insert(try await run.result().output)
                kept.insert(try #require(FileManager.default.contents(atPath: file)))
                let viewed = try await asynclab("view", file, "--json")
                told.insert(viewed.output)
            }
            #expect(told.count == 1)
            #expect(kept.count == 1)
        }

        @Test("takes no time for an hour, which is told exactly, with its clock and its seed")
        func hour() async throws {
            let report = try await RunReport("shift", "--clock", "virtual", "--seed", "7")
            #expect(report.json["clock"].string == "virtual")
            #expect(report.json["seed"].number == 7)
            #expect(report.json["deterministic"] == .bool(true))
            #expect(report.json["uncontrolled"].array == [])
            #expect(report.json["makespan_s"].number == 3600)
            let schema = try JSONSchema(Installed.contents("Schemas/run.schema.json"))
            #expect(schema.problems(report.json) == [])
        }

        @Test("says of a live run that another may differ")
        func live() async throws {
            let report = try await RunReport("group")
            #expect(report.json["clock"].string == "live")
            #expect(report.json["deterministic"] == .bool(false))
        }

        @Test("names what it does not control")
        func uncontrolled() async throws {
            let report = try await RunReport("children", "--clock", "virtual")
            #expect(report.json["deterministic"] == .bool(false))
            let calls = report.json["uncontrolled"].array.map { $0["call"].string }
            #expect(calls == ["wait_child"])
            let line = try #require(report.json["uncontrolled"].array.first?["line"].number)
            let source = try Installed.contents("Programs/children.swift")
            let lines = String(decoding: source, as: UTF8.self).split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
            #expect(lines[Int(line) - 1].contains("wait"))
            #expect(report.printed() == "before\nafter\nfrom the child\n")
            let schema = try JSONSchema(Installed.contents("Schemas/run.schema.json"))
            #expect(schema.problems(report.json) == [])
        }

        @Test("ends a deadlock, says so, and what each task waits for")
        func deadlock() async throws {
            let report = try await RunReport("deadlock", "--clock", "virtual")
            #expect(report.result.ending == .exited(124))
            #expect(report.json["end"]["stopped"].string == "deadlock")
            #expect(report.json["makespan_s"].number == 3600)
            let waiting = report.json["findings"].array.filter { $0["kind"].string == "waiting" }
            #expect(waiting.count == 2)
            #expect(report.task("fetch")["waits"]["for"].string == "continuation")
            let fetch = try #require(report.task("fetch")["id"].number)
            #expect(report.task("main")["waits"]["task"].number == fetch)
            #expect(report.task("fetch")["stack"].array.map { $0["line"].number } == [3, 8])
            #expect(report.task("main")["stack"].array.map { $0["line"].number } == [11])
            #expect(
                waiting.map { $0["message"].string } == [
                    "main waits for task \(Int(fetch)) 'fetch'.",
                    "fetch waits for a continuation that nobody resumed.",
                ]
            )
            let schema = try JSONSchema(Installed.contents("Schemas/run.schema.json"))
            #expect(schema.problems(report.json) == [])
        }

        @Test("names the task of an endless loop when the time limit comes")
        func endless() async throws {
            let report = try await RunReport(
                "computing",
                "--clock",
                "virtual",
                "--time-limit",
                "1"
            )
            #expect(report.result.ending == .exited(124))
            #expect(report.json["end"]["stopped"].string == "time limit")
            let running = report.json["findings"].array.filter {
                $0["kind"].string == "running-at-limit"
            }
            #expect(running.count == 1)
        }

        @Test("is named in the text")
        func plain() async throws {
            let result = try await asynclab(
                "run",
                Installed.program("shift"),
                "--plain",
                "--clock",
                "virtual",
                "--seed",
                "3"
            )
            let last = result.output.split(separator: "\n").last ?? ""
            #expect(last.hasPrefix("virtual clock, seed 3, "))
            #expect(last.hasSuffix(" 3600.000 s: the program ended"))
        }
    }
}
