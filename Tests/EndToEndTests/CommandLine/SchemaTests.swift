import Testing

/// The checker itself: a schema that lets everything pass would prove nothing.
@Suite("The schema of a run")
struct SchemaTests {
    private static let good = """
        {"program": "a.swift", "clock": "live", "seed": 0, "threads": 2, "end": {"exit": 0},
         "deterministic": false, "uncontrolled": [{"call": "read", "task": null, "line": null}],
         "makespan_s": 1.5, "slices": [], "output": [], "findings": [], "dropped_events": 0,
         "arguments": [], "unseen": [],
         "tasks": [{"id": 1, "name": null, "parent": null, "outcome": "returned", "created_s": 0,
                    "ended_s": 1.5, "states_s": {"running": 1.5, "blocking": 0, "ready": 0,
                    "sleeping": 0, "awaiting": 0}}]}
        """

    private func problems(_ text: String) throws -> [String] {
        try JSONSchema(Installed.contents("Schemas/run.schema.json")).problems(JSONValue(text))
    }

    @Test("lets a report pass, with keys that were added")
    func good() throws {
        #expect(try problems(Self.good) == [])
        let added = Self.good.replacing("\"seed\": 0", with: "\"seed\": 0, \"new\": true")
        #expect(try problems(added) == [])
    }

    @Test(
        "finds what is wrong",
        arguments: [
            ("\"seed\": 0, ", "", "$ has no 'seed'"),
            ("\"clock\": \"live\"", "\"clock\": \"sand\"", "$.clock is not one of"),
            ("\"threads\": 2", "\"threads\": 2.5", "$.threads is not of type"),
            ("\"makespan_s\": 1.5", "\"makespan_s\": -1", "$.makespan_s is less than"),
            ("{\"exit\": 0}", "{\"exit\": 0, \"signal\": \"SIGILL\"}", "$.end fits 0 of 3"),
            ("\"deterministic\": false, ", "", "$ has no 'deterministic'"),
            ("\"call\": \"read\", ", "", "$.uncontrolled[0] has no 'call'"),
            ("\"name\": null", "\"name\": 7", "$.tasks[0].name is not of type"),
            ("\"ready\": 0,", "", "$.tasks[0].states_s has no 'ready'"),
            ("\"ready\": 0,", "\"ready\": 0, \"late\": 0,", "$.tasks[0].states_s has 'late'"),
        ]
    )
    func bad(_ old: String, _ new: String, _ problem: String) throws {
        let found = try problems(Self.good.replacing(old, with: new))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix(problem) == true, "found \(found)")
    }
}
