import Testing

@Suite("A mistake in a measure or a claim")
struct MeasureProblemTests {
    private let known =
        "makespan, started, ended, elapsed, order of ends, state, running, blocking, ready, "
        + "sleeping, awaiting, output, line, last line, number of lines, printed, "
        + "number of tasks, outcome"

    private func problemsOf(claim: String) throws -> [String] {
        try problems(teaLesson(step: "id: boil\nrun: boil.swift\nclaims:\n  - \(claim)"))
    }

    private func problemsOf(measure: String, choices: String = "[1, 2]") throws -> [String] {
        let step = "id: boil\nrun: boil.swift\nask: What?\nchoices: \(choices)\nmeasure: \(measure)"
        return try problems(teaLesson(step: step))
    }

    @Test("is told: an unknown measure, as a word and as a key")
    func unknownMeasure() throws {
        for measure in ["makespam", "{makespam: 1}"] {
            #expect(
                try problemsOf(measure: measure) == [
                    """
                    Error: 03-tea/lesson.md:17: 'makespam' does not fit 'measure'.
                    Why:   Known values: \(known).
                    Next:  Did you mean 'makespan'?
                    """
                ]
            )
        }
    }

    @Test("is told: a measure of more than one key")
    func twoKeys() throws {
        #expect(
            try problemsOf(measure: "{ended: a, ready: a}") == [
                """
                Error: 03-tea/lesson.md:17: '{...}' does not fit 'measure'.
                Why:   The value has to be one key with its value.
                Next:  Write 'measure: makespan'.
                """
            ]
        )
    }

    @Test("is told: a state that is none")
    func unknownState() throws {
        let problems = try problemsOf(
            measure: "{state: {task: a, at: 1}}",
            choices: "[ready, blocked]"
        )
        #expect(
            problems == [
                """
                Error: 03-tea/lesson.md:16: 'blocked' does not fit 'choices'.
                Why:   Known values: running, blocking, ready, sleeping, awaiting, ended.
                Next:  Did you mean 'blocking'?
                """
            ]
        )
    }

    @Test("is told: an order of one task")
    func shortOrder() throws {
        #expect(
            try problemsOf(measure: "order of ends", choices: "['a, b', a]") == [
                """
                Error: 03-tea/lesson.md:16: 'a' does not fit 'choices'.
                Why:   The value has to be the names of two tasks or more.
                Next:  Write '[download 1, download 2]'.
                """
            ]
        )
    }

    @Test("is told: printed lines that are no list, and a line's number that is none")
    func wrongOutput() throws {
        #expect(
            try problemsOf(claim: "output: hot") == [
                """
                Error: 03-tea/lesson.md:16: 'hot' does not fit 'output'.
                Why:   The value has to be a list of the lines that are printed.
                Next:  Write '[page 1 started, page 1 finished]'.
                """
            ]
        )
        #expect(
            try problemsOf(measure: "output", choices: "[[hot], []]") == [
                """
                Error: 03-tea/lesson.md:16: '[...]' does not fit 'choices'.
                Why:   The value has to be a list of the lines that are printed.
                Next:  Write '[page 1 started, page 1 finished]'.
                """
            ]
        )
        #expect(
            try problemsOf(measure: "{line: 0}", choices: "[hot, cold]") == [
                """
                Error: 03-tea/lesson.md:17: '0' does not fit 'line'.
                Why:   The value has to be a whole number, at least 1.
                Next:  Write 'line: 1'.
                """
            ]
        )
        #expect(
            try problemsOf(claim: "line: hot") == [
                """
                Error: 03-tea/lesson.md:16: 'hot' does not fit 'line'.
                Why:   The value has to be keys with values.
                Next:  Write 'line: {number: 2, is: ready}'.
                """
            ]
        )
    }

    @Test("is told: a number that is none, and an outcome that is none")
    func wrongCounts() throws {
        #expect(
            try problemsOf(measure: "number of tasks", choices: "[1, two]") == [
                """
                Error: 03-tea/lesson.md:16: 'two' does not fit 'choices'.
                Why:   The value has to be whole numbers, as the measure is a number.
                Next:  Write 'choices: [1, 2, 3]'.
                """
            ]
        )
        #expect(
            try problemsOf(claim: "number of lines: -1") == [
                """
                Error: 03-tea/lesson.md:16: '-1' does not fit 'number of lines'.
                Why:   The value has to be a whole number, at least 0.
                Next:  Write 'number of lines: 0'.
                """
            ]
        )
        #expect(
            try problemsOf(measure: "{outcome: log}", choices: "[returned, finished]") == [
                """
                Error: 03-tea/lesson.md:16: 'finished' does not fit 'choices'.
                Why:   Known values: returned, threw, cancelled, unfinished.
                Next:  Did you mean 'unfinished'?
                """
            ]
        )
        #expect(
            try problemsOf(claim: "printed: hot") == [
                """
                Error: 03-tea/lesson.md:16: 'hot' does not fit 'printed'.
                Why:   The value has to be keys with values.
                Next:  Write 'printed: {line: page 2, at: 0.5}'.
                """
            ]
        )
    }

    @Test("is told: an unknown claim")
    func unknownClaim() throws {
        #expect(
            try problemsOf(claim: "blocked: {task: a, seconds: 1}") == [
                """
                Error: 03-tea/lesson.md:16: Unknown key 'blocked' in a claim.
                Why:   Known keys: \(known).
                Next:  Did you mean 'blocking'?
                """
            ]
        )
    }

    @Test("is told: a claim without its keys")
    func claimWithoutKeys() throws {
        #expect(
            try problemsOf(claim: "ended: 0.75") == [
                """
                Error: 03-tea/lesson.md:16: '0.75' does not fit 'ended'.
                Why:   The value has to be keys with values.
                Next:  Write 'ended: {task: download 1, at: 0.5}'.
                """
            ]
        )
        #expect(
            try problemsOf(claim: "ended: {tsk: 0.75}") == [
                """
                Error: 03-tea/lesson.md:16: Unknown key 'tsk' in 'ended'.
                Why:   Known keys: task, tasks, at.
                Next:  Did you mean 'task'?
                """,
                """
                Error: 03-tea/lesson.md:16: The key 'task' is missing in 'ended'.
                Why:   It cannot be left out.
                Next:  Write 'task: download 1'.
                """,
                """
                Error: 03-tea/lesson.md:16: The key 'at' is missing in 'ended'.
                Why:   It cannot be left out.
                Next:  Write 'at: 0.5'.
                """,
            ]
        )
    }

    @Test("is told: a claim whose value does not fit")
    func wrongClaims() throws {
        #expect(
            try problemsOf(claim: "makespan: long") == [
                """
                Error: 03-tea/lesson.md:16: 'long' does not fit 'makespan'.
                Why:   The value has to be a number of seconds, not negative.
                Next:  Write 'makespan: 0.5'.
                """
            ]
        )
        #expect(
            try problemsOf(claim: "state: {task: a, at: 1, is: slepping}") == [
                """
                Error: 03-tea/lesson.md:16: 'slepping' does not fit 'is'.
                Why:   Known values: running, blocking, ready, sleeping, awaiting, ended.
                Next:  Did you mean 'sleeping'?
                """
            ]
        )
    }
}
