import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    @Suite("export")
    struct ExportTests {
        /// A kept run of a program, under the virtual clock.
        private func kept(_ program: String, in scratch: Scratch) async throws -> String {
            let path = scratch.file("kept.trace")
            let run = try await asynclab(
                "run",
                Installed.program(program),
                "--plain",
                "--clock",
                "virtual",
                "--save",
                path
            )
            try #require(run.ending != .exited(1))
            return path
        }

        @Test("tells as text and as JSON what view tells")
        func same() async throws {
            let scratch = try Scratch()
            let path = try await kept("actor", in: scratch)
            for (format, option) in [("text", "--plain"), ("json", "--json")] {
                let exported = try await asynclab("export", path, "--format", format)
                let viewed = try await asynclab("view", path, option)
                #expect(exported.ending == .exited(0))
                #expect(exported.output == viewed.output)
            }
            let wide = try await asynclab("export", path, "--format", "text", "--width", "160")
            #expect(wide.output.split(separator: "\n").contains { $0.count > 120 })
        }

        @Test(
            "gives Chrome trace events whose slices and arrows fit together, live too",
            arguments: ["group", "actor", "throwing", "in-a-row", "deadlock"]
        )
        func chrome(_ program: String) async throws {
            let scratch = try Scratch()
            let path = scratch.file("kept.trace")
            for clock in program == "deadlock" ? ["virtual"] : ["virtual", "live"] {
                let run = try await asynclab(
                    "run",
                    Installed.program(program),
                    "--json",
                    "--clock",
                    clock,
                    "--save",
                    path
                )
                let seconds = try #require(try JSONValue(run.output)["makespan_s"].number)
                let exported = try await asynclab("export", path, "--format", "chrome")
                #expect(exported.ending == .exited(0))
                let check = try ChromeTraceCheck(exported.output, seconds: seconds)
                #expect(check.problems == [])
                #expect(check.counts["B"] ?? 0 > 0)
                #expect(check.counts["s"] == check.counts["f"])
            }
        }

        @Test("draws an arrow from the child whose end a task waited for")
        func arrows() async throws {
            let scratch = try Scratch()
            let path = try await kept("group", in: scratch)
            let exported = try await asynclab("export", path, "--format", "chrome")
            let events = try JSONValue(exported.output)["traceEvents"].array
            let wakes = events.filter { $0["ph"].string == "s" && $0["name"].string == "wakes" }
            #expect(!wakes.isEmpty)
            #expect(wakes.allSatisfy { $0["tid"].number != 1 })
        }

        @Test("gives rows whose times add up to those of --json")
        func rows() async throws {
            let scratch = try Scratch()
            let path = try await kept("group", in: scratch)
            let exported = try await asynclab("export", path, "--format", "csv")
            let report = try await asynclab("view", path, "--json")
            let rows = exported.output.components(separatedBy: "\r\n").dropFirst().dropLast()
                .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            #expect(rows.allSatisfy { $0.count == 10 })
            for task in try JSONValue(report.output)["tasks"].array {
                let own = rows.filter { Double($0[0]) == task["id"].number }
                for (state, time) in task["states_s"].object {
                    let sum = own.filter { $0[3] == state }
                        .reduce(0) { $0 + (Double($1[5]) ?? 0) - (Double($1[4]) ?? 0) }
                    #expect(abs(sum - (time.number ?? -1)) < 0.000_000_01)
                }
            }
        }

        @Test("gives a picture that is well-formed")
        func picture() async throws {
            let scratch = try Scratch()
            let path = try await kept("throwing", in: scratch)
            let exported = try await asynclab("export", path, "--format", "svg", "--width", "500")
            #expect(XMLCheck.problem(exported.output) == nil)
            #expect(
                exported.output.contains("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"500\"")
            )
        }

        @Test("writes a file whole or not at all, and keeps its mode")
        func file() async throws {
            let scratch = try Scratch()
            let path = try await kept("group", in: scratch)
            let target = scratch.file("group.csv")
            try Data("before".utf8).write(to: URL(filePath: target))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
            let bad = try await asynclab("export", path + "x", "--format", "csv", "-o", target)
            #expect(bad.ending == .exited(1))
            #expect(scratch.read("group.csv") == "before")
            let good = try await asynclab("export", path, "--format", "csv", "--output", target)
            #expect(good.ending == .exited(0))
            #expect(good.output == "")
            #expect(scratch.read("group.csv").hasPrefix("task,name,parent,state,"))
            let attributes = try FileManager.default.attributesOfItem(atPath: target)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
            #expect(names.filter { $0.hasPrefix("group.csv") } == ["group.csv"])
            let device = try await asynclab("export", path, "--format", "csv", "-o", "/dev/null")
            #expect(device.ending == .exited(0))
        }

        @Test("says in three lines why it cannot write")
        func refused() async throws {
            let scratch = try Scratch()
            let path = try await kept("group", in: scratch)
            let missing = scratch.file("none/group.svg")
            let none = try await asynclab("export", path, "--format", "svg", "-o", missing)
            expectError(none, status: 1, mentioning: missing)
            let full = try await asynclab("export", path, "--format", "svg", "-o", "/dev/full")
            expectError(full, status: 1, mentioning: "/dev/full")
        }

        @Test("ends quietly where nobody reads on")
        func closedPipe() async throws {
            let scratch = try Scratch()
            let path = try await kept("group", in: scratch)
            for format in ["chrome", "svg", "text", "csv", "json"] {
                let (result, _) = try await shell(
                    "set -o pipefail; \"$ASYNCLAB\" export '\(path)' --format \(format) | true"
                )
                #expect(result.ending == .exited(0))
                #expect(result.errors == "")
            }
        }

        @Test(
            "refuses what it does not know",
            arguments: [
                ["--format", "png"], [], ["--format", "csv", "--width", "80"],
                ["--format", "text", "--width", "3"], ["--format", "svg", "--ascii"],
            ]
        )
        func mistakes(_ options: [String]) async throws {
            let result = try await Command(["export", "none.trace"] + options).result()
            #expect(result.ending == .exited(64))
            #expect(result.output == "")
        }

        @Test("survives a trace cut off or changed anywhere", arguments: 1...6)
        func damaged(_ sixth: Int) async throws {
            let scratch = try Scratch()
            let path = try await kept("group", in: scratch)
            var content = try #require(FileManager.default.contents(atPath: path))
            let place = content.count * sixth / 7
            for index in place..<min(place + 64, content.count) { content[index] = 0xff }
            for bytes in [content, content.prefix(place)] {
                try Data(bytes).write(to: URL(filePath: path))
                for format in ["chrome", "svg", "text", "csv", "json"] {
                    let result = try await asynclab("export", path, "--format", format)
                    if result.ending != .exited(0) {
                        expectError(result, status: 1, mentioning: path)
                    } else if format == "chrome" {
                        #expect(try ChromeTraceCheck(result.output, seconds: 2e10).problems == [])
                    } else if format == "svg" {
                        #expect(XMLCheck.problem(result.output) == nil)
                    }
                }
            }
        }

        @Test("fails in three lines on a file that is none of asynclab's, or of a later version")
        func strangers() async throws {
            let scratch = try Scratch()
            let path = try await kept("group", in: scratch)
            var later = try #require(FileManager.default.contents(atPath: path))
            later[8] = 99
            let files: [(String, Data?)] = [
                ("missing", nil), ("empty", Data()), ("text", Data("no trace\n".utf8)),
                ("later", later),
            ]
            for (name, content) in files {
                let path = scratch.file(name)
                try content?.write(to: URL(filePath: path))
                let result = try await asynclab("export", path, "--format", "chrome")
                expectError(result, status: 1, mentioning: path)
            }
        }
    }
}
