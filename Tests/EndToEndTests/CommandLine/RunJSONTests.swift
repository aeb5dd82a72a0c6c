import Testing

extension EndToEnd {
    @Suite("run --json")
    struct RunJSONTests {
        static let programs = [
            "group", "actor", "throwing", "crash", "exit-three", "synchronous", "escapes", "errors",
        ]

        @Test("follows its schema, and nothing is on standard error", arguments: programs)
        func schema(_ program: String) async throws {
            let report = try await RunReport(program)
            let schema = try JSONSchema(Installed.contents("Schemas/run.schema.json"))
            #expect(schema.problems(report.json) == [])
            #expect(report.result.errors == "")
            #expect(report.json["dropped_events"] == .number(0))
        }

        @Test("gives each task's whole life to its states", arguments: programs)
        func statesAddUp(_ program: String) async throws {
            for task in try await RunReport(program).tasks {
                let states = task["states_s"].object.values.compactMap(\.number).reduce(0, +)
                let life = try #require(task["ended_s"].number) - #require(task["created_s"].number)
                #expect(abs(states - life) < 1e-6, "task \(task["id"])")
            }
        }

        @Test("keeps each slice within its task's life, and parents before children")
        func slicesAndParents() async throws {
            let report = try await RunReport("actor")
            let lives = Dictionary(
                uniqueKeysWithValues: report.tasks.map { ($0["id"].number, $0) }
            )
            #expect(!report.json["slices"].array.isEmpty)
            for slice in report.json["slices"].array {
                let task = try #require(lives[slice["task"].number])
                let from = try #require(slice["from_s"].number)
                let to = try #require(slice["to_s"].number)
                #expect(try #require(task["created_s"].number) <= from)
                #expect(from <= to)
                #expect(to <= (try #require(task["ended_s"].number)))
            }
            for task in report.tasks where task["parent"] != .null {
                let parent = try #require(lives[task["parent"].number])
                #expect(
                    try #require(parent["created_s"].number)
                        <= #require(task["created_s"].number)
                )
            }
        }

        @Test("tells of a group's children: names, parent, sleep, and who printed")
        func group() async throws {
            let report = try await RunReport("group")
            let main = report.task("main")
            #expect(main["parent"] == .null)
            for page in 1...3 {
                let task = report.task("page \(page)")
                #expect(task["parent"] == main["id"])
                #expect(task["outcome"] == .string("returned"))
                #expect(try #require(task["states_s"]["sleeping"].number) >= 0.039)
                let printed = report.json["output"].array.filter { $0["task"] == task["id"] }
                #expect(printed.map { $0["text"] } == [.string("page \(page) started\n")])
            }
            #expect(report.json["end"] == .object(["exit": .number(0)]))
        }

        @Test("tells what was thrown, cancelled and made by async let")
        func outcomes() async throws {
            let report = try await RunReport("throwing")
            #expect(report.task("throwing")["outcome"] == .string("threw"))
            #expect(report.task("cancelled")["outcome"] == .string("cancelled"))
            #expect(report.tasks.count == 4)
            #expect(report.printed() == "answer 42\n")
        }

        @Test("does not take what the runtime reads of a program that crashed for a task's waiting")
        func crashingTask() async throws {
            // What reads does so while the report begins, before or behind it as it comes.
            for _ in 1...5 {
                let report = try await RunReport("crashing-task")
                let messages = report.json["findings"].array.compactMap { $0["message"].string }
                // On a busy machine the runtime may wait for a lock of its own before it reports.
                let others = messages.filter { !$0.contains("waiting for a lock") }
                #expect(others == ["The program ended while victim was running."])
            }
        }

        @Test("tells a crash by its signal and keeps what was printed before")
        func crash() async throws {
            let report = try await RunReport("crash")
            #expect(report.json["end"] == .object(["signal": .string("SIGILL")]))
            #expect(report.result.ending == .exited(128 + 4))
            #expect(report.printed() == "before the crash\n")
            #expect(report.printed("stderr").contains("Index out of range"))
            #expect(report.task("crashing")["outcome"] == .string("unfinished"))
        }

        @Test("tells an exit status and leaves with it")
        func exitStatus() async throws {
            let report = try await RunReport("exit-three")
            #expect(report.json["end"] == .object(["exit": .number(3)]))
            #expect(report.result.ending == .exited(3))
            #expect(report.printed() == "leaving\n")
        }

        @Test("tells of a program without tasks")
        func withoutTasks() async throws {
            let report = try await RunReport("synchronous")
            #expect(report.tasks == [])
            #expect(report.printed() == "no task at all\n")
            #expect(report.json["end"] == .object(["exit": .number(0)]))
        }

        @Test("keeps the streams apart, and text without a line end")
        func streams() async throws {
            let report = try await RunReport("errors")
            #expect(report.printed("stderr") == "to standard error\n")
            #expect(report.printed() == "without a line end")
        }

        @Test("tells the width of the pool", arguments: [1, 4])
        func threads(_ width: Int) async throws {
            let report = try await RunReport("group", "--threads", "\(width)")
            #expect(report.json["threads"] == .number(Double(width)))
        }
    }
}
