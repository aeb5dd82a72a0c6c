/// The measures of numbers, of the moment when a line is printed, and of how a task ends.
extension MeasureReader {
    /// One item of the key `claims`: `number of tasks: 2`, `number of lines: 5`,
    /// `printed: {line: page 2, at: 0.5}` or `outcome: {task: log, is: unfinished}`.
    func countClaim(_ name: String, _ value: YAMLValue) -> (Measure, Answer)? {
        switch name {
        case "number of tasks":
            return count(value, of: .task, key: name).map { (.numberOfTasks, $0) }
        case "number of lines":
            return count(value, of: .line, key: name).map { (.numberOfLines, $0) }
        case "printed":
            return fields(value, of: name, keys: ["line", "at"]).flatMap { fields in
                both(fields.printedText, fields.time("at")) {
                    (.printing(ofLine: $0), .seconds($1))
                }
            }
        default:
            return fields(value, of: name, keys: ["task", "is"]).flatMap { fields in
                both(fields.task, fields.outcome) { (.outcome(ofTask: $0), .outcome($1)) }
            }
        }
    }

    /// A number of things; `key` is nil for a choice.
    func count(_ value: YAMLValue, of thing: CountedThing, key: String? = nil) -> Answer? {
        if let count = value.text.flatMap({ Int($0) }), count >= 0 {
            return .count(count, of: thing)
        }
        let expected = key == nil ? ExpectedValue.choicesOfCounts : .wholeNumber(atLeast: 0)
        log.note(
            .wrongValue(key: key ?? "choices", value: value.shown, expected: expected),
            line: value.line
        )
        return nil
    }

    /// A choice, as the way in which a task ends.
    func outcome(_ choice: YAMLValue) -> Answer? {
        if let outcome = choice.text.flatMap({ TaskOutcomeName(rawValue: $0) }) {
            return .outcome(outcome)
        }
        let known = TaskOutcomeName.allCases.map(\.rawValue)
        log.note(
            .unknownValue(key: "choices", value: choice.shown, known: known),
            line: choice.line
        )
        return nil
    }
}

extension YAMLFields {
    fileprivate var printedText: String? {
        required("line", example: "line: page 2").flatMap { _ in text("line") }
    }

    fileprivate var outcome: TaskOutcomeName? {
        required("is", example: "is: returned").flatMap { _ in
            choice("is", of: TaskOutcomeName.self)
        }
    }
}
