import Curriculum
import Testing

@Suite("A check")
struct ConditionTests {
    private static let all: [(String, Condition)] = [
        ("output: [page 1, 2]", .output(.exact, ["page 1", "2"])),
        ("output in order: [a]", .output(.inOrder, ["a"])),
        ("output in any order: [a, b]", .output(.anyOrder, ["a", "b"])),
        ("output matches: ['a.*', '\\d+']", .output(.patterns, ["a.*", "\\d+"])),
        ("last line: cup 2", .lastLine("cup 2")),
        ("makespan: 0.3", .makespan(Bounds(least: 0.3, most: 0.3))),
        ("makespan: {at most: 2}", .makespan(Bounds(most: 2))),
        (
            "makespan: {at least: 0.2, at most: 0.35}",
            .makespan(Bounds(least: 0.2, most: 0.35))
        ),
        (
            "in flight: {of: {task: page *}, at least: 5, at most: 5}",
            .inFlight(.task("page *"), Bounds(least: 5, most: 5))
        ),
        (
            "in flight: {of: {lines: [a *, b *]}, at most: 5}",
            .inFlight(.lines("a *", "b *"), Bounds(most: 5))
        ),
        (
            "in flight: {of: {state: sleeping, in: pour}, at least: 2}",
            .inFlight(.state(.sleeping, within: "pour"), Bounds(least: 2))
        ),
        (
            "happens: {of: {state: sleeping, in: pay}, count: 3}",
            .happens(.state(.sleeping, within: "pay"), Bounds(least: 3, most: 3))
        ),
        ("happens: {of: {task: a}, at most: 2}", .happens(.task("a"), Bounds(most: 2))),
        (
            "overlap: [{task: a}, {state: ready}]",
            .overlap(.task("a"), .state(.ready, within: nil))
        ),
        ("apart: [{task: a}, {task: b}]", .apart(.task("a"), .task("b"))),
        ("apart: [{task: a *}]", .apart(.task("a *"), nil)),
        (
            "order: [{started: a}, {ended: b}, {printed: c}]",
            .order([.started("a"), .ended("b"), .printed("c")])
        ),
        ("blocked: {on: any, at most: 0}", .blocked(on: nil, Bounds(most: 0))),
        ("blocked: {at most: 0}", .blocked(on: nil, Bounds(most: 0))),
        ("blocked: {on: main, at most: 0}", .blocked(on: .main, Bounds(most: 0))),
        ("blocked: {on: pool, at least: 0.1}", .blocked(on: .pool, Bounds(least: 0.1))),
        (
            "blocked: {on: actor Kitchen, at most: 0}",
            .blocked(on: .actor("Kitchen"), Bounds(most: 0))
        ),
        (
            "tasks: {named: page *, count: 30}",
            .tasks(named: "page *", Bounds(least: 30, most: 30), nil)
        ),
        ("tasks: {count: 0}", .tasks(named: nil, Bounds(least: 0, most: 0), nil)),
        (
            "tasks: {at least: 1, at most: 3, outcome: returned}",
            .tasks(named: nil, Bounds(least: 1, most: 3), .returned)
        ),
        (
            "tasks: {named: log, outcome: cancelled}",
            .tasks(named: "log", nil, .cancelled)
        ),
        ("within parent: page *", .withinParent("page *")),
        ("runs on: {task: page *, executor: main}", .runsOn(.task("page *"), .main)),
        ("runs on: {printing: a *, executor: pool}", .runsOn(.printing("a *"), .pool)),
        (
            "runs on: {task: a, executor: actor Shop}",
            .runsOn(.task("a"), .actor("Shop"))
        ),
        ("every schedule: 300", .everySchedule(300)),
        ("no data race: 3", .noDataRace(seeds: 3)),
        (
            "compiles: {swift: 5, isolation: none}",
            .compiles(ProgramSettings(isolation: .none, languageMode: .swift5))
        ),
        (
            "does not compile: {swift: 6, says: data race}",
            .doesNotCompile(
                ProgramSettings(isolation: .main, languageMode: .swift6),
                says: "data race"
            )
        ),
        (
            "source: {keeps: ['await pour('], lacks: ['usleep(', sleep]}",
            .source(keeps: ["await pour("], lacks: ["usleep(", "sleep"])
        ),
        ("source: {lacks: [usleep]}", .source(keeps: [], lacks: ["usleep"])),
        ("prints only: [pour, kettle]", .printsOnly(["pour", "kettle"])),
    ]

    @Test("is read: each word of the vocabulary", arguments: all.indices)
    func reads(index: Int) throws {
        let (text, condition) = Self.all[index]
        let exercise = try cups(check: cupsCheck("- \(text)")).exercise()
        #expect(exercise.check.requirements == [Requirement(condition, line: 4)])
    }

    @Test("has a sentence of its author, a place, and its line")
    func beside() throws {
        let checks = """
            - makespan: 0.3
            - because: "All: at once."
              last line: cup 2
              line: await pour
            - every schedule: 5
            """
        let check = try cups(check: cupsCheck(checks)).exercise().check
        #expect(
            check.requirements == [
                Requirement(.makespan(Bounds(least: 0.3, most: 0.3)), line: 4),
                Requirement(
                    .lastLine("cup 2"),
                    because: "All: at once.",
                    place: "await pour",
                    line: 6
                ),
                Requirement(.everySchedule(5), line: 8),
            ]
        )
        #expect(check.schedules == 5)
    }

    /// What is wrong with checks: all first lines of problems.
    private func problems(_ checks: String, settings: String = "given: [pour]") throws -> [String] {
        try cups(check: cupsCheck(checks, settings: settings)).exerciseProblems()
    }

    private static let wrong: [(String, String)] = [
        ("- output: []", "'[...]' does not fit 'output'."),
        ("- output: page 1", "'page 1' does not fit 'output'."),
        ("- output: [[a]]", "'[...]' does not fit 'output'."),
        ("- output matches: ['(']", "'(' is no regular expression."),
        ("- last line: [a]", "'[...]' does not fit 'last line'."),
        ("- makespan: soon", "'soon' does not fit 'makespan'."),
        ("- makespan: -1", "'-1' does not fit 'makespan'."),
        ("- makespan: {}", "'{...}' does not fit 'makespan'."),
        ("- makespan: {at least: 2, at most: 1}", "'{...}' does not fit 'makespan'."),
        ("- makespan: {at least: long}", "'long' does not fit 'at least'."),
        ("- makespan: {at leest: 1, at most: 2}", "Unknown key 'at leest' in 'makespan'."),
        ("- in flight: 5", "'5' does not fit 'in flight'."),
        ("- in flight: {at most: 5}", "The key 'of' is missing in 'in flight'."),
        ("- in flight: {of: {task: a}}", "'{...}' does not fit 'in flight'."),
        ("- in flight: {of: {task: a}, at most: 1.5}", "'1.5' does not fit 'at most'."),
        ("- in flight: {of: {}, at most: 1}", "'{...}' does not fit 'of'."),
        ("- in flight: {of: page *, at most: 1}", "'page *' does not fit 'of'."),
        (
            "- in flight: {of: {task: a, state: ready}, at most: 1}",
            "'state' and 'task' do not go together."
        ),
        ("- in flight: {of: {task: a, in: pour}, at most: 1}", "'in' stands without 'state'."),
        ("- in flight: {of: {state: lazy}, at most: 1}", "'lazy' does not fit 'state'."),
        ("- in flight: {of: {lines: [a]}, at most: 1}", "'[...]' does not fit 'lines'."),
        ("- overlap: [{task: a}]", "'[...]' does not fit 'overlap'."),
        ("- overlap: {task: a}", "'{...}' does not fit 'overlap'."),
        ("- apart: []", "'[...]' does not fit 'apart'."),
        ("- apart: [{task: a}, {}]", "'{...}' does not fit 'apart'."),
        ("- order: [{started: a}]", "'[...]' does not fit 'order'."),
        ("- order: [{started: a}, {}]", "'{...}' does not fit 'order'."),
        ("- order: [{started: a}, {stopped: a}]", "Unknown key 'stopped' in 'order'."),
        (
            "- order: [{started: a}, {started: a, ended: a}]",
            "'ended' and 'started' do not go together."
        ),
        ("- blocked: {on: main}", "'{...}' does not fit 'blocked'."),
        ("- blocked: {on: moon, at most: 0}", "'moon' does not fit 'on'."),
        ("- tasks: {}", "'{...}' does not fit 'tasks'."),
        ("- tasks: {named: a}", "'{...}' does not fit 'tasks'."),
        ("- tasks: {count: -1}", "'-1' does not fit 'count'."),
        ("- tasks: {count: 1, at most: 2}", "'at most' and 'count' do not go together."),
        ("- tasks: {outcome: fine}", "'fine' does not fit 'outcome'."),
        ("- within parent: {}", "'{...}' does not fit 'within parent'."),
        ("- runs on: {task: a}", "The key 'executor' is missing in 'runs on'."),
        ("- runs on: {executor: main}", "'{...}' does not fit 'runs on'."),
        ("- runs on: {task: a, executor: actor}", "'actor' does not fit 'executor'."),
        (
            "- runs on: {task: a, printing: b, executor: main}",
            "'printing' and 'task' do not go together."
        ),
        ("- every schedule: 0", "'0' does not fit 'every schedule'."),
        ("- every schedule: all", "'all' does not fit 'every schedule'."),
        ("- no data race: yes", "'yes' does not fit 'no data race'."),
        ("- compiles: 5", "'5' does not fit 'compiles'."),
        ("- compiles: {swift: 7}", "'7' does not fit 'swift'."),
        ("- compiles: {says: a}", "Unknown key 'says' in 'compiles'."),
        ("- does not compile: {isolation: moon}", "'moon' does not fit 'isolation'."),
        ("- source: {}", "'{...}' does not fit 'source'."),
        ("- source: {lacks: usleep}", "'usleep' does not fit 'lacks'."),
        ("- prints only: []", "'[...]' does not fit 'prints only'."),
        ("- prints only: [poor]", "'poor' does not fit 'prints only'."),
        ("- makespan", "'makespan' does not fit 'checks'."),
        ("- {}", "The key 'output' is missing in a check."),
        ("- because: So.", "The key 'output' is missing in a check."),
        ("- makspan: 1", "Unknown key 'makspan' in a check."),
        ("- {makespan: 1, last line: a}", "'last line' and 'makespan' do not go together."),
        ("- makespan: 1\n  because: [a]", "'[...]' does not fit 'because'."),
    ]

    @Test("with a mistake is told, with its line", arguments: wrong.indices)
    func tells(index: Int) throws {
        let (text, problem) = Self.wrong[index]
        let found = try problems(text)
        let line = text.contains("\n") ? 5 : 4
        #expect(found.contains("Error: check.yml:\(line): \(problem)"), "\(found)")
        // A key that is not known is missing, too.
        #expect(found.count == (problem.contains("Unknown") ? found.count : 1), "\(found)")
    }

    @Test("file says what mistakes are none, and whether stale values are looked for")
    func files() throws {
        let settings = "harmless: [blocked-thread]\nlook for: stale values"
        let check = try cups(check: cupsCheck("- makespan: 1", settings: settings)).exercise().check
        #expect(check.harmless == ["blocked-thread"])
        #expect(check.looksForStaleValues)
        #expect(
            try problems("- makespan: 1", settings: "harmless: [blocked-tread]") == [
                "Error: check.yml:1: 'blocked-tread' does not fit 'harmless'."
            ]
        )
        #expect(
            try problems("- makespan: 1", settings: "look for: gold") == [
                "Error: check.yml:1: 'gold' does not fit 'look for'."
            ]
        )
    }

    @Test("file with a mistake is told")
    func file() throws {
        #expect(
            try problems("- makespan: 1", settings: "given: [poor]") == [
                "Error: check.yml:1: 'poor' does not fit 'given'."
            ]
        )
        #expect(
            try problems("- makespan: 1", settings: "given: [[pour]]") == [
                "Error: check.yml:1: '[...]' does not fit 'given'."
            ]
        )
        #expect(
            try problems("- makespan: 1", settings: "clock: sand") == [
                "Error: check.yml:1: 'sand' does not fit 'clock'."
            ]
        )
        #expect(
            try problems("- makespan: 1", settings: "treads: 2") == [
                "Error: check.yml:1: Unknown key 'treads' in check.yml."
            ]
        )
        #expect(
            try problems("- makespan: 1", settings: "threads: 0") == [
                "Error: check.yml:1: '0' does not fit 'threads'."
            ]
        )
        #expect(try problems("  []") == ["Error: check.yml:3: There are no checks."])
        #expect(
            try cups(check: "starter: a\npassed: b").exerciseProblems() == [
                "Error: check.yml:1: The key 'checks' is missing in check.yml."
            ]
        )
        #expect(
            try cups(check: "checks: [makespan: 1]").exerciseProblems() == [
                "Error: check.yml:1: The key 'starter' is missing in check.yml.",
                "Error: check.yml:1: The key 'passed' is missing in check.yml.",
            ]
        )
        #expect(try cups(check: "checks: [").exerciseProblems().count == 1)
        let unsaid = cupsCheck("- makespan: 1").replacing("c.swift: three", with: "c.swift: [a]")
        #expect(
            try cups(check: unsaid).exerciseProblems() == [
                "Error: check.yml:6: '[...]' does not fit 'c.swift'."
            ]
        )
    }
}
