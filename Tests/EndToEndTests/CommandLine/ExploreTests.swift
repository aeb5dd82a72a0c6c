import FoundationEssentials
import Testing

extension EndToEnd {
    @Suite("run --explore")
    struct ExploreTests {
        /// What `--explore` found, in one object.
        private func explored(_ program: String, _ options: String...) async throws -> JSONValue {
            let command = try Command(
                ["run", Installed.program(program), "--json", "--explore"] + options
            )
            let result = try await command.result()
            let report = try JSONValue(result.output)
            let schema = try JSONSchema(Installed.contents("Schemas/run.schema.json"))
            #expect(schema.problems(report) == [])
            return report
        }

        @Test("tries all schedules of a small program that is right in all of them")
        func right() async throws {
            let result = try await asynclab(
                "run",
                Installed.program("counted"),
                "--explore",
                "--plain"
            )
            #expect(result.ending == .exited(0))
            #expect(result.output.contains("No schedule fails. Tried: all "))
            let report = try await explored("counted")
            #expect(report["exploration"]["all"] == .bool(true))
            #expect(report["exploration"]["failure"] == .null)
            #expect(report["exploration"]["deterministic"] == .bool(true))
            #expect(report["end"]["exit"].number == 0)
            let same = try await explored("counted")
            #expect(same == report)
        }

        @Test("finds the order in which a seat is sold twice, with one switch")
        func oversold() async throws {
            let report = try await explored("oversold")
            let exploration = report["exploration"]
            #expect(exploration["failure"].string == "other output")
            #expect(exploration["switches"].number == 1)
            let cause = "guest 2 read `seats` (line 5) before guest 1 wrote it (line 6)"
            #expect(exploration["cause"].string == cause)
            #expect(report["schedule"]["fits"] == .bool(true))
            let switches = report["schedule"]["switches"].array
            #expect(switches.count == 1)
            let guests = report["tasks"].array.filter { $0["name"].string != nil }
            let ids = guests.map { $0["id"] }
            #expect(ids.contains(try #require(switches.first)["task"]))
            #expect(ids.contains(try #require(switches.first)["instead_of"]))
            let printed = report["output"].array.compactMap { $0["text"].string }.joined()
            #expect(printed.hasSuffix("seats left: -1\n"))
        }

        @Test("finds a deadlock, and says of each task what it waits for")
        func deadlock() async throws {
            let result = try await asynclab(
                "run",
                Installed.program("forks"),
                "--explore",
                "--plain"
            )
            #expect(result.ending == .exited(124))
            #expect(result.output.contains("it deadlocks. This run is by a schedule with 1 switch"))
            #expect(
                result.output.contains("one waits for a continuation that nobody resumed (line 7)")
            )
            #expect(result.output.contains("other waits for a continuation that nobody resumed"))
            #expect(
                result.output.contains(
                    "Cause: other wrote `isTaken` (line 8) before one read it (line 7)."
                )
            )
            #expect(
                result.output.contains(
                    "#2 one: created at line 23, at Fork.take (line 7) ← Forks.eat (line 31)"
                )
            )
        }

        @Test("finds nothing where the orders that fail are not tried, and says what it covered")
        func limited() async throws {
            let report = try await explored("oversold", "1")
            #expect(report["exploration"]["failure"] == .null)
            #expect(report["exploration"]["schedules"].number == 1)
            #expect(report["exploration"]["all"] == .bool(false))
        }

        @Test(
            "gives the same by its token, ten times out of ten, and after an edit that adds a print"
        )
        func replay() async throws {
            let report = try await explored("oversold")
            let token = try #require(report["exploration"]["token"].string)
            #expect(token.count <= 32)
            let scratch = try Scratch()
            let program = scratch.file("oversold.swift")
            let source = String(
                decoding: try Installed.contents("Programs/oversold.swift"),
                as: UTF8.self
            )
            try source.write(toFile: program, atomically: true, encoding: .utf8)
            var told: Set<String> = []
            for _ in 1...10 {
                let run = try await asynclab("run", program, "--schedule", token, "--json")
                told.insert(run.output)
            }
            #expect(told.count == 1)
            #expect(try JSONValue(told.first ?? "")["output"] == report["output"])

            let talking = source.replacing(
                "let hall = Hall()",
                with: "let hall = Hall()\n        print(\"open\")"
            )
            try talking.write(toFile: program, atomically: true, encoding: .utf8)
            let edited = try await asynclab("run", program, "--schedule", token, "--plain")
            #expect(edited.output.contains("seats left: -1"))
            #expect(!edited.output.contains("no longer fits"))

            let changed = source.replacing("1...2", with: "1...3")
            try changed.write(toFile: program, atomically: true, encoding: .utf8)
            let misfit = try await asynclab("run", program, "--schedule", token, "--plain")
            #expect(misfit.output.contains("The schedule \(token) no longer fits"))
        }

        @Test("options that contradict each other, or mean nothing, are refused")
        func badOptions() async throws {
            let program = Installed.program("counted")
            for (options, reason) in [
                (["--schedule", "HELLO"], "'HELLO' is no schedule"),
                (["--explore", "--seed", "3", "--clock", "virtual"], "Give --explore, or --seed"),
                (["--explore", "0"], "'--explore' takes a number from 1"),
            ] {
                let result = try await Command(["run", program] + options).result()
                #expect(result.ending == .exited(64))
                #expect(result.errors.contains(reason))
                #expect(result.errorLines.count <= 3)
            }
        }
    }
}
