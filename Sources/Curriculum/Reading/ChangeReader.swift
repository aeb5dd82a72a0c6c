/// Reads the place of a program that a step has changed.
struct ChangeReader {
    let log: ProblemLog

    private static let keys = ["lines", "solution", "goal"]
    private static let example = "change: {lines: 8-10, solution: ..., goal: [makespan: 0.5]}"

    func read(_ fields: YAMLFields, in program: ProgramReference?) -> Change? {
        guard let value = fields["change"] else { return nil }
        if fields.has("ask") {
            log.note(.keyBesideKey("ask", beside: "change"), line: fields.line(of: "ask"))
        }
        guard value.isMapping else {
            let expected = ExpectedValue.mapping(example: Self.example)
            log.note(
                .wrongValue(key: "change", value: value.shown, expected: expected),
                line: value.line
            )
            return nil
        }
        let inner = YAMLFields(value, place: "'change'", known: Self.keys, log: log)
        let lines = lines(inner, in: program)
        let solution = inner.required("solution", example: "solution: await heat(0.8)")
            .flatMap { _ in inner.text("solution") }
        let goal = inner.required("goal", example: "goal: [makespan: 0.5]")
            .flatMap { _ in inner.list("goal", example: "goal: [makespan: 0.5]") }
        guard let lines, let solution, let goal else { return nil }
        return Change(
            lines: lines,
            solution: Self.linesOf(solution),
            goal: goal.compactMap(MeasureReader(log: log).claim),
            line: fields.line(of: "change")
        )
    }

    private static func linesOf(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// `8` or `8-10`.
    private func lines(_ fields: YAMLFields, in program: ProgramReference?) -> ClosedRange<Int>? {
        guard let value = fields.required("lines", example: "lines: 8-10") else { return nil }
        let numbers = (value.text ?? "").split(separator: "-").map { Int($0) }
        guard let first = numbers.first ?? nil, let last = numbers.last ?? nil,
            numbers.count <= 2, first >= 1, first <= last
        else {
            log.note(
                .wrongValue(key: "lines", value: value.shown, expected: .lineRange),
                line: value.line
            )
            return nil
        }
        guard let program else { return nil }
        guard last <= program.lines.count else {
            let count = program.lines.count
            log.note(
                .lineOutsideProgram(last, to: "change", file: program.fileName, lines: count),
                line: value.line
            )
            return nil
        }
        return first...last
    }
}
