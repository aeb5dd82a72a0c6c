/// Reads measures, the answers that they can get, and claims.
struct MeasureReader {
    let log: ProblemLog

    private static let states = TaskStateName.allCases.filter { $0 != .ended }.map(\.rawValue)
    static let names =
        ["makespan", "started", "ended", "elapsed", "order of ends", "state"] + states
        + [
            "output", "line", "last line", "number of lines", "printed", "number of tasks",
            "outcome",
        ]

    /// The value of the key `measure`: `makespan`, `order of ends`, `output`, `last line`,
    /// `number of lines`, `number of tasks`, `{ended: download 1}`, `{ended: {tasks: 2}}`,
    /// `{elapsed: download 1}`, `{state: {task: download 1, at: 0.5}}`, `{blocking: download 1}`,
    /// `{outcome: download 1}`, `{line: 2}` or `{printed: page 2}`.
    func measure(_ value: YAMLValue) -> Measure? {
        switch value.text {
        case "makespan": return .makespan
        case "order of ends": return .orderOfEnds
        case "output": return .output
        case "last line": return .lastLine
        case "number of lines": return .numberOfLines
        case "number of tasks": return .numberOfTasks
        case let text?:
            log.note(
                .unknownValue(key: "measure", value: text, known: Self.names),
                line: value.line
            )
            return nil
        case nil: return measureOfTask(value)
        }
    }

    private func measureOfTask(_ value: YAMLValue) -> Measure? {
        guard let (name, value) = only(value, in: "measure", example: "measure: makespan")
        else { return nil }
        switch name {
        case "state":
            return fields(value, of: "state", keys: ["task", "at"]).flatMap(stateMeasure)
        case "started" where value.isMapping, "ended" where value.isMapping:
            return fields(value, of: name, keys: ["tasks"]).flatMap(\.count).map {
                name == "started" ? .starts(count: $0) : .ends(count: $0)
            }
        case "started":
            return task(value, of: name).map { .start(ofTask: $0) }
        case "ended":
            return task(value, of: name).map { .end(ofTask: $0) }
        case "elapsed":
            return task(value, of: name).map { .elapsed(ofTask: $0) }
        case "line":
            return lineNumber(value).map { .line($0) }
        case "printed":
            return task(value, of: name).map { .printing(ofLine: $0) }
        case "outcome":
            return task(value, of: name).map { .outcome(ofTask: $0) }
        case let name where Self.states.contains(name):
            guard let state = TaskStateName(rawValue: name) else { return nil }
            return task(value, of: name).map { .time(ofTask: $0, in: state) }
        default:
            log.note(
                .unknownValue(key: "measure", value: name, known: Self.names),
                line: value.line
            )
            return nil
        }
    }

    /// One item of the key `claims`: a measure with its answer, `makespan: 1.5`.
    func claim(_ item: YAMLValue) -> Claim? {
        guard let (name, value) = only(item, in: "claims", example: "claims: [makespan: 1.5]")
        else { return nil }
        guard let (measure, answer) = claim(name, value) else { return nil }
        return Claim(measure, is: answer, line: item.line)
    }

    private func claim(_ name: String, _ value: YAMLValue) -> (Measure, Answer)? {
        switch name {
        case "makespan":
            return seconds(value, of: name).map { (.makespan, .seconds($0)) }
        case "order of ends":
            return order(value, of: name).map { (.orderOfEnds, $0) }
        case "started", "ended":
            return fields(value, of: name, keys: ["task", "tasks", "at"]).flatMap { fields in
                let measure = name == "started" ? startMeasure(fields) : endMeasure(fields)
                return both(measure, fields.time("at")) { ($0, .seconds($1)) }
            }
        case "elapsed":
            return fields(value, of: name, keys: ["task", "seconds"]).flatMap { fields in
                both(fields.task, fields.time("seconds")) { (.elapsed(ofTask: $0), .seconds($1)) }
            }
        case "state":
            return fields(value, of: name, keys: ["task", "at", "is"]).flatMap { fields in
                both(stateMeasure(fields), fields.state) { ($0, .state($1)) }
            }
        case let name where Self.states.contains(name):
            return fields(value, of: name, keys: ["task", "seconds"]).flatMap { fields in
                guard let state = TaskStateName(rawValue: name) else { return nil }
                return both(fields.task, fields.time("seconds")) {
                    (.time(ofTask: $0, in: state), .seconds($1))
                }
            }
        case "number of tasks", "number of lines", "printed", "outcome":
            return countClaim(name, value)
        default:
            return outputClaim(name, value)
        }
    }

    /// A choice, as an answer to a measure.
    func answer(_ choice: YAMLValue, to measure: Measure) -> Answer? {
        switch measure {
        case .makespan, .start, .starts, .end, .ends, .elapsed, .time, .printing:
            if let seconds = choice.seconds { return .seconds(seconds) }
            log.note(
                .wrongValue(key: "choices", value: choice.shown, expected: .choicesOfSeconds),
                line: choice.line
            )
            return nil
        case .orderOfEnds:
            return order(choice, of: "choices")
        case .output:
            return lines(choice, of: "choices")
        case .line, .lastLine:
            return line(choice, of: "choices")
        case .numberOfLines:
            return count(choice, of: .line)
        case .numberOfTasks:
            return count(choice, of: .task)
        case .outcome:
            return outcome(choice)
        case .tasks:
            return nil
        case .state:
            if let state = choice.text.flatMap({ TaskStateName(rawValue: $0) }) {
                return .state(state)
            }
            let known = TaskStateName.allCases.map(\.rawValue)
            log.note(
                .unknownValue(key: "choices", value: choice.shown, known: known),
                line: choice.line
            )
            return nil
        }
    }
}

/// The parts that measures and claims are made of.
extension MeasureReader {
    private func stateMeasure(_ fields: YAMLFields) -> Measure? {
        both(fields.task, fields.time("at")) { .state(ofTask: $0, at: $1) }
    }

    /// The start of one task, by its name, or of a number of tasks.
    private func startMeasure(_ fields: YAMLFields) -> Measure? {
        fields.has("tasks")
            ? fields.count.map { .starts(count: $0) } : fields.task.map { .start(ofTask: $0) }
    }

    /// The end of one task, by its name, or of a number of tasks.
    private func endMeasure(_ fields: YAMLFields) -> Measure? {
        fields.has("tasks")
            ? fields.count.map { .ends(count: $0) } : fields.task.map { .end(ofTask: $0) }
    }

    /// The one key of a mapping, and its value.
    private func only(
        _ value: YAMLValue,
        in key: String,
        example: String
    ) -> (String, YAMLValue)? {
        if value.pairs.count == 1, let name = value.pairs[0].key.text {
            return (name, value.pairs[0].value)
        }
        log.note(
            .wrongValue(key: key, value: value.shown, expected: .oneKey(example: example)),
            line: value.line
        )
        return nil
    }

    func fields(_ value: YAMLValue, of name: String, keys: [String]) -> YAMLFields? {
        if value.isMapping {
            return YAMLFields(value, place: "'\(name)'", known: keys, log: log)
        }
        let examples = [
            "task": "download 1", "at": "0.5", "is": "ready", "seconds": "0.5", "number": "2",
            "line": "page 2",
        ]
        let inner = keys.filter { examples[$0] != nil }.map { "\($0): \(examples[$0] ?? "")" }
            .joined(separator: ", ")
        log.note(
            .wrongValue(
                key: name,
                value: value.shown,
                expected: .mapping(example: "\(name): {\(inner)}")
            ),
            line: value.line
        )
        return nil
    }

    private func task(_ value: YAMLValue, of name: String) -> String? {
        if let text = value.text { return text }
        log.note(.wrongValue(key: name, value: value.shown, expected: .text), line: value.line)
        return nil
    }

    private func seconds(_ value: YAMLValue, of name: String) -> Double? {
        if let seconds = value.seconds { return seconds }
        log.note(.wrongValue(key: name, value: value.shown, expected: .seconds), line: value.line)
        return nil
    }

    /// Names of tasks, as a list or as a text with commas.
    private func order(_ value: YAMLValue, of name: String) -> Answer? {
        let listed = value.list.map { $0.compactMap(\.text) }
        let written = value.text?.split(separator: ",").map { $0.trimmed }
        if let names = listed ?? written, names.count > 1 { return .order(names) }
        log.note(
            .wrongValue(key: name, value: value.shown, expected: .orderOfTasks),
            line: value.line
        )
        return nil
    }
}

extension YAMLFields {
    var task: String? {
        required("task", example: "task: download 1").flatMap { _ in text("task") }
    }

    fileprivate var count: Int? {
        required("tasks", example: "tasks: 2").flatMap { _ in wholeNumber("tasks", atLeast: 1) }
    }

    func time(_ key: String) -> Double? {
        required(key, example: "\(key): 0.5").flatMap { _ in seconds(key) }
    }

    fileprivate var state: TaskStateName? {
        required("is", example: "is: ready").flatMap { _ in choice("is", of: TaskStateName.self) }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// Both values made one, where both are there.
///
/// Both are read first, so both are complained about.
func both<First, Second, Result>(
    _ first: First?,
    _ second: Second?,
    _ join: (First, Second) -> Result
) -> Result? {
    guard let first, let second else { return nil }
    return join(first, second)
}
