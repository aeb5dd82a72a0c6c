import FoundationEssentials
import Glibc
import Testing

extension EndToEnd {
    @Suite("check")
    struct CheckTests {
        private static let lastLine = "- last line: done"

        @Test("tells of a run that came to no good end what happened, and where")
        func ends() async throws {
            let folder = try ExerciseFolder([Self.lastLine])
            let ends: [(String, String, String, Double?, String?)] = [
                ("crash", "crash", "It crashes (SIGILL): Index out of range.", 2, nil),
                (
                    "deadlock", "deadlock",
                    "It deadlocks: nothing can ever go on. guest 0 and guest 1 wait for each other.",
                    16, "guest 1"
                ),
                (
                    "continuation", "deadlock",
                    "It deadlocks: nothing can ever go on. guest waited for a continuation that nobody "
                        + "resumed.", 5, "guest"
                ),
                ("flooding", "limit", "It prints without end: it was stopped.", 4, nil),
                (
                    "status", "exit-status", "It ends with status 3; it should end with 0.", nil,
                    nil
                ),
                (
                    "early", "output", "The last line is 'page 1 here', not 'done'.", 6, "main"
                ),
                (
                    "mistaken", "compile-error",
                    "It does not compile: cannot convert value of type 'String' to specified type 'Int'.",
                    4, nil
                ),
            ]
            for (name, kind, sentence, line, task) in ends {
                let (report, result) = try await folder.verdict(ExerciseFolder.answer(name))
                let fault = report["fault"]
                #expect(fault["sentence"].string == sentence)
                #expect(fault["kind"].string == kind, "\(name)")
                #expect(fault["line"].number == line, "\(name)")
                #expect(fault["task"].string == task, "\(name)")
                #expect(result.ending == .exited(1), "\(name)")
            }
        }

        @Test("stops an endless loop after ten seconds, and tells what was printed last")
        func endless() async throws {
            let folder = try ExerciseFolder([Self.lastLine])
            let (report, result) = try await folder.verdict(ExerciseFolder.answer("endless"))
            #expect(report["fault"]["kind"].string == "time-limit")
            let sentence = report["fault"]["sentence"].string ?? ""
            #expect(sentence.hasPrefix("It does not end: it was stopped when its time was over."))
            #expect(sentence.hasSuffix("It printed last on line 4."))
            #expect(report["fault"]["line"].number == 4)
            #expect(result.ending == .exited(1))
        }

        @Test("runs answers that read, and that start threads and processes")
        func outside() async throws {
            let folder = try ExerciseFolder([
                "- output: [nothing to read, done]",
                "- output in any order: [from a process, from a thread, done]",
            ])
            let reading = try await folder.check(ExerciseFolder.answer("reading"))
            #expect(reading.ending == .exited(0), "\(reading.output)")
            let threads = try await folder.check(ExerciseFolder.answer("threads"), 1)
            #expect(threads.ending == .exited(0), "\(threads.output)")
        }

        @Test("shows what was wanted beside what is, and nothing that a terminal would obey")
        func text() async throws {
            let folder = try ExerciseFolder(["- output: [one, two]\n  because: Escapes."])
            let result = try await folder.check(Installed.program("escapes"))
            #expect(
                result.output.hasPrefix(
                    "\(folder.names[0]): not yet\n\nLine 1 of the output is '␛[2J"
                )
            )
            #expect(result.output.contains("  at escapes.swift:1, task main\n"))
            #expect(result.output.contains("    expected  | actual\n"))
            #expect(result.output.contains("  > two       | ␛[?1049l"))
            #expect(result.output.contains("\n\nEscapes.\n\nNext: asynclab edit"))
            #expect(!result.output.contains("\u{1b}"))
        }

        // MARK: Schedules

        @Test("finds a schedule that breaks an answer, which can be seen again, and is tried first")
        func schedules() async throws {
            let check =
                "- last line: 'seats left: 0'\n- every schedule: 300\n  because: Look again."
            let folder = try ExerciseFolder([check])
            let program = Installed.program("oversold")
            let (report, _) = try await folder.verdict(program)
            let fault = report["fault"]
            #expect(
                fault["sentence"].string
                    == "Under another schedule: The last line is 'seats left: -1', not 'seats left: 0'."
            )
            #expect(
                fault["cause"].string
                    == "Guest 2 read `seats` (line 5) before guest 1 wrote it (line 6)."
            )
            #expect(fault["explanation"].string == "Look again.")
            let token = try #require(report["schedule"].string)

            let text = try await folder.check(program)
            let again = "To see it again: asynclab run \(program) --schedule \(token)"
            #expect(text.output.contains(again), "\(text.output)")
            let run = try await asynclab("run", program, "--schedule", token, "--plain")
            #expect(run.output.contains("seats left: -1"))

            // One run more than the first would not find it: the schedule is known.
            try folder.change(0, "- last line: 'seats left: 0'\n- every schedule: 1")
            let (known, _) = try await folder.verdict(program)
            #expect(known["schedule"].string == token)
            let unknown = try ExerciseFolder(["- last line: 'seats left: 0'\n- every schedule: 1"])
            #expect(try await unknown.check(program).ending == .exited(0))
        }

        @Test("finds a schedule under which an answer hangs")
        func hang() async throws {
            let folder = try ExerciseFolder(["- last line: done\n- every schedule: 100"])
            let (report, result) = try await folder.verdict(
                ExerciseFolder.answer("sometimes-stuck")
            )
            #expect(report["fault"]["kind"].string == "deadlock")
            #expect(
                report["fault"]["sentence"].string
                    == "Under another schedule: It deadlocks: nothing can ever go on. guest waited for a "
                    + "continuation that nobody resumed."
            )
            #expect(report["fault"]["task"].string == "guest")
            #expect(report["schedule"].string != nil)
            #expect(result.ending == .exited(1))
        }

        // MARK: All of them

        @Test("tells of all exercises in a table, and in one object")
        func all() async throws {
            let folder = try ExerciseFolder([Self.lastLine, Self.lastLine, Self.lastLine])
            func source(_ name: String) throws -> String {
                let file = URL(filePath: ExerciseFolder.answer(name))
                return String(decoding: try Data(contentsOf: file), as: UTF8.self)
            }
            let workspace = try folder.workspace([0: source("reading"), 2: source("early")])
            let table = try await folder.asynclab(["check", "--all", "--workspace", workspace])
            #expect(
                table.output == """
                    1  \(folder.names[0])  passed
                    1  \(folder.names[1])  not begun
                    1  \(folder.names[2])  not yet    The last line is 'page 1 here', not 'done'.

                    1 of 3 passed

                    """
            )
            #expect(table.ending == .exited(1))
            let all = try await folder.asynclab([
                "check", "--all", "--json", "--workspace", workspace,
            ])
            let report = try JSONValue(all.output)
            let schema = try JSONSchema(Installed.contents("Schemas/check.schema.json"))
            #expect(schema.problems(report) == [])
            #expect(report["passed"].number == 1)
            #expect(
                report["exercises"].array.map { $0["result"].string }
                    == ["passed", "not begun", "not yet"]
            )
        }

        // MARK: Bad input

        @Test("tells what cannot be checked, with exit status 2")
        func badInput() async throws {
            let folder = try ExerciseFolder([Self.lastLine])
            let name = folder.names[0]
            let locked = try folder.file("locked.swift", [])
            let files = [
                ("/no/such.swift", "'/no/such.swift' does not exist"),
                (Installed.programs, "is no Swift program"),
                (locked, "cannot be read"),
            ]
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: locked)
            for (file, words) in files where file != locked || getuid() != 0 {
                let result = try await folder.check(file)
                #expect(result.ending == .exited(2), "\(file)")
                #expect(result.output == "")
                #expect(result.errors.hasPrefix("Error: "))
                #expect(result.errors.contains(words), "\(result.errors)")
                #expect(result.errorLines.count <= 3)
            }
            for arguments in [["nothing"], [name], []] {
                let result = try await folder.asynclab(["check"] + arguments)
                #expect(result.ending == .exited(2), "\(arguments)")
                #expect(result.errors.hasPrefix("Error: "))
            }
        }

        @Test("judges a file that is empty, is no text, or is very long")
        func strangeFiles() async throws {
            let folder = try ExerciseFolder([Self.lastLine])
            let empty = try await folder.check(try folder.file("empty.swift", []))
            #expect(empty.ending == .exited(1))
            #expect(empty.output.contains("Nothing is printed; the last line should be 'done'."))
            let noText = try await folder.check(try folder.file("no-text.swift", [0xff, 0, 0x80]))
            #expect(noText.ending == .exited(1))
            #expect(noText.output.contains("It does not compile: "), "\(noText.output)")
            let comment = Array((String(repeating: "/", count: 79) + "\n").utf8)
            let long = Array(repeatElement(comment, count: 13_000).joined())
            let end = Array("print(\"done\")\n".utf8)
            let file = try folder.file("long.swift", long + end)
            #expect(try await folder.check(file).ending == .exited(0))
        }
    }
}
