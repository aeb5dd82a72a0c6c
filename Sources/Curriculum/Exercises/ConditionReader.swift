/// Reads one item of `checks`: what is required, and what to say where it does not hold.
struct ConditionReader {
    let log: ProblemLog

    /// Keys that may stand beside the one that says what is required.
    private static let beside = ["because", "line"]
    private static let outputKeys = Condition.OutputForm.allCases.map(\.rawValue)
    static let keys =
        outputKeys + [
            "last line", "makespan", "in flight", "happens", "overlap", "apart", "order", "blocked",
            "tasks",
            "within parent", "runs on", "every schedule", "no data race", "compiles",
            "does not compile", "source", "prints only",
        ]

    func read(_ item: YAMLValue) -> Requirement? {
        guard item.isMapping else {
            return wrong("checks", item, .oneKey(example: "makespan: 0.3"))
        }
        let fields = YAMLFields(item, place: "a check", known: Self.keys + Self.beside, log: log)
        let named = item.pairs.filter { Self.keys.contains($0.key.text ?? "") }
        guard let (key, value) = named.first, let name = key.text, named.count == 1 else {
            if named.count > 1 {
                let others = named.map { $0.key.shown }
                log.note(.twoInOne(others[1], beside: others[0]), line: named[1].key.line)
            } else {
                log.note(
                    .missingKey(Self.keys[0], place: "a check", example: "output: [page 1]"),
                    line: item.line
                )
            }
            return nil
        }
        guard let condition = condition(name, value) else { return nil }
        return Requirement(
            condition,
            because: fields.text("because"),
            place: fields.text("line"),
            line: key.line
        )
    }

    private func condition(_ name: String, _ value: YAMLValue) -> Condition? {
        if let form = Condition.OutputForm(rawValue: name) {
            return lines(value, name).flatMap { output(form, $0, value) }
        }
        switch name {
        case "last line": return text(value, name).map(Condition.lastLine)
        case "makespan": return bounds(value, name).map(Condition.makespan)
        case "in flight": return inFlight(value)
        case "happens": return happens(value)
        case "overlap": return spanPair(value, name, atLeast: 2).map { .overlap($0[0], $0[1]) }
        case "apart":
            return spanPair(value, name, atLeast: 1).map {
                .apart($0[0], $0.count > 1 ? $0[1] : nil)
            }
        case "order": return order(value)
        case "blocked": return blocked(value)
        case "tasks": return tasks(value)
        case "within parent": return text(value, name).map(Condition.withinParent)
        case "runs on": return runsOn(value)
        case "every schedule": return count(value, name).map(Condition.everySchedule)
        case "no data race": return count(value, name).map { .noDataRace(seeds: $0) }
        case "compiles": return mode(value, name).map { .compiles($0.0) }
        case "does not compile": return mode(value, name).map { .doesNotCompile($0.0, says: $0.1) }
        case "source": return source(value)
        default: return lines(value, name).map(Condition.printsOnly)
        }
    }

    func wrong<Value>(_ key: String, _ value: YAMLValue, _ expected: ExpectedValue) -> Value? {
        log.note(.wrongValue(key: key, value: value.shown, expected: expected), line: value.line)
        return nil
    }

    // MARK: Values

    private func text(_ value: YAMLValue, _ key: String) -> String? {
        value.text ?? wrong(key, value, .text)
    }

    private func count(_ value: YAMLValue, _ key: String) -> Int? {
        value.text.flatMap { Int($0) }.flatMap { $0 >= 1 ? $0 : nil }
            ?? wrong(key, value, .wholeNumber(atLeast: 1))
    }

    private func lines(_ value: YAMLValue, _ key: String) -> [String]? {
        let list = value.list ?? []
        let lines = list.compactMap(\.text)
        return !lines.isEmpty && lines.count == list.count
            ? lines : wrong(key, value, .printedLines)
    }

    private func output(
        _ form: Condition.OutputForm,
        _ lines: [String],
        _ value: YAMLValue
    ) -> Condition? {
        if form == .patterns,
            let bad = lines.firstIndex(where: { (try? Regex($0)) == nil })
        {
            log.note(.badPattern(lines[bad]), line: value.list?[bad].line ?? value.line)
            return nil
        }
        return .output(form, lines)
    }

    private func inner(_ value: YAMLValue, _ key: String, _ known: [String], _ example: String)
        -> YAMLFields?
    {
        guard value.isMapping else { return wrong(key, value, .mapping(example: example)) }
        return YAMLFields(value, place: "'\(key)'", known: known, log: log)
    }

    /// A number, or `{at least: 1, at most: 2}`.
    private func bounds(_ value: YAMLValue, _ key: String) -> Bounds? {
        if let number = value.seconds { return Bounds(least: number, most: number) }
        let example = "\(key): {at least: 1, at most: 2}"
        return inner(value, key, ["at least", "at most"], example).flatMap {
            bounds(in: $0, key, value)
        }
    }

    private func bounds(in fields: YAMLFields, _ key: String, _ value: YAMLValue) -> Bounds? {
        let (least, most) = (fields.seconds("at least"), fields.seconds("at most"))
        return checked(Bounds(least: least, most: most), fields, key, value)
    }

    /// The same of things that are counted.
    private func counts(in fields: YAMLFields, _ key: String, _ value: YAMLValue) -> Bounds? {
        let least = fields.wholeNumber("at least", atLeast: 0)
        let most = fields.wholeNumber("at most", atLeast: 0)
        return checked(
            Bounds(least: least.map(Double.init), most: most.map(Double.init)),
            fields,
            key,
            value
        )
    }

    /// Bounds of which one is there, and which some number can be within.
    private func checked(
        _ bounds: Bounds,
        _ fields: YAMLFields,
        _ key: String,
        _ value: YAMLValue
    ) -> Bounds? {
        let isSaid = fields.has("at least") || fields.has("at most")
        guard isSaid, (bounds.least ?? 0) <= (bounds.most ?? .infinity) else {
            return wrong(key, value, .mapping(example: "\(key): {at least: 1, at most: 2}"))
        }
        // One that is no number is told already.
        return bounds == Bounds() ? nil : bounds
    }

    /// The one key of several that is there; more than one is told, and none is not.
    private func oneKey(of known: [String], _ fields: YAMLFields) -> String? {
        let there = known.filter(fields.has)
        if there.count > 1 {
            let line = fields.line(of: there[1])
            log.note(.twoInOne(there[1], beside: there[0]), line: line)
            return nil
        }
        return there.first
    }

    private func executor(_ value: YAMLValue?, _ key: String) -> Condition.ExecutorName? {
        switch value?.text {
        case "main"?: return .main
        case "pool"?: return .pool
        case let text? where text.hasPrefix("actor "): return .actor(String(text.dropFirst(6)))
        default:
            log.note(
                .unknownValue(
                    key: key,
                    value: value?.shown ?? "",
                    known: ["main", "pool", "actor NAME"]
                ),
                line: value?.line ?? 1
            )
            return nil
        }
    }
}

// MARK: Conditions

extension ConditionReader {
    private static let spansExample = "{task: page *}"

    private func spans(_ value: YAMLValue, _ key: String) -> Condition.Spans? {
        let known = ["task", "lines", "state"]
        guard let fields = inner(value, key, known + ["in"], Self.spansExample) else { return nil }
        if !fields.has("state"), fields.has("in") {
            log.note(.keyWithoutKey("in", needs: "state"), line: fields.line(of: "in"))
        }
        switch oneKey(of: known, fields) {
        case "task"?: return fields.text("task").map { .task($0) }
        case "lines"?: return fields["lines"].flatMap(lineSpans)
        case "state"?:
            return fields.choice("state", of: TaskStateName.self).map {
                .state($0, within: fields.text("in"))
            }
        default: return known.contains(where: fields.has) ? nil : noSpans(value, key)
        }
    }

    private func noSpans(_ value: YAMLValue, _ key: String) -> Condition.Spans? {
        wrong(key, value, .mapping(example: Self.spansExample))
    }

    private func lineSpans(_ both: YAMLValue) -> Condition.Spans? {
        let texts = (both.list ?? []).compactMap(\.text)
        return texts.count == 2
            ? .lines(texts[0], texts[1])
            : wrong("lines", both, .list(example: "lines: [page * asked, page * here]"))
    }

    private func inFlight(_ value: YAMLValue) -> Condition? {
        let example = "in flight: {of: {task: page *}, at most: 5}"
        guard let fields = inner(value, "in flight", ["of", "at least", "at most"], example),
            let of = fields.required("of", example: "of: {task: page *}"),
            let spans = spans(of, "of"), let bounds = counts(in: fields, "in flight", value)
        else { return nil }
        return .inFlight(spans, bounds)
    }

    private func happens(_ value: YAMLValue) -> Condition? {
        let example = "happens: {of: {state: sleeping, in: pay}, count: 3}"
        let known = ["of", "count", "at least", "at most"]
        guard let fields = inner(value, "happens", known, example),
            let of = fields.required("of", example: "of: {state: sleeping, in: pay}"),
            let spans = spans(of, "of")
        else { return nil }
        guard let bounds = countOrRange(fields, "happens", value) else {
            return fields.has("count") ? nil : wrong("happens", value, .mapping(example: example))
        }
        return .happens(spans, bounds)
    }

    private func spanPair(_ value: YAMLValue, _ key: String, atLeast least: Int)
        -> [Condition.Spans]?
    {
        let list = value.list ?? []
        guard (least...2).contains(list.count) else {
            return wrong(key, value, .list(example: "\(key): [{task: tea}, {task: toast}]"))
        }
        let spans = list.compactMap { self.spans($0, key) }
        return spans.count == list.count ? spans : nil
    }

    private func order(_ value: YAMLValue) -> Condition? {
        let list = value.list ?? []
        guard list.count >= 2 else {
            return wrong("order", value, .list(example: "order: [{ended: tea}, {started: toast}]"))
        }
        let moments = list.compactMap(moment)
        return moments.count == list.count ? .order(moments) : nil
    }

    private func moment(_ item: YAMLValue) -> Condition.Moment? {
        let (known, example) = (["started", "ended", "printed"], "order: [{ended: tea}]")
        guard let fields = inner(item, "order", known, example) else { return nil }
        switch oneKey(of: known, fields) {
        case "started"?: return fields.text("started").map { .started($0) }
        case "ended"?: return fields.text("ended").map { .ended($0) }
        case "printed"?: return fields.text("printed").map { .printed($0) }
        default:
            return known.contains(where: fields.has)
                ? nil : wrong("order", item, .mapping(example: example))
        }
    }

    private func blocked(_ value: YAMLValue) -> Condition? {
        let example = "blocked: {on: main, at most: 0}"
        guard let fields = inner(value, "blocked", ["on", "at least", "at most"], example),
            let bounds = bounds(in: fields, "blocked", value)
        else { return nil }
        guard let on = fields["on"], on.text != "any" else { return .blocked(on: nil, bounds) }
        return executor(on, "on").map { .blocked(on: $0, bounds) }
    }

    private func tasks(_ value: YAMLValue) -> Condition? {
        let example = "tasks: {named: page *, count: 3, outcome: returned}"
        let known = ["named", "count", "at least", "at most", "outcome"]
        guard let fields = inner(value, "tasks", known, example) else { return nil }
        let outcome = fields.choice("outcome", of: TaskOutcomeName.self)
        let isRange = fields.has("at least") || fields.has("at most")
        let bounds = countOrRange(fields, "tasks", value)
        guard isRange || fields.has("count") || fields.has("outcome") else {
            return wrong("tasks", value, .mapping(example: example))
        }
        return .tasks(named: fields.text("named"), bounds, outcome)
    }

    /// `count: 3`, or bounds; nil where neither is there.
    private func countOrRange(_ fields: YAMLFields, _ key: String, _ value: YAMLValue) -> Bounds? {
        for bound in ["at least", "at most"] where fields.has("count") && fields.has(bound) {
            log.note(.twoInOne(bound, beside: "count"), line: fields.line(of: bound))
        }
        let count = fields.wholeNumber("count", atLeast: 0).map(Double.init)
        let isRange = fields.has("at least") || fields.has("at most")
        let range = isRange ? counts(in: fields, key, value) : nil
        return count.map { Bounds(least: $0, most: $0) } ?? range
    }

    private func runsOn(_ value: YAMLValue) -> Condition? {
        let example = "runs on: {task: page *, executor: main}"
        guard let fields = inner(value, "runs on", ["task", "printing", "executor"], example),
            let name = fields.required("executor", example: "executor: main"),
            let executor = executor(name, "executor")
        else { return nil }
        switch oneKey(of: ["task", "printing"], fields) {
        case "task"?: return fields.text("task").map { .runsOn(.task($0), executor) }
        case "printing"?: return fields.text("printing").map { .runsOn(.printing($0), executor) }
        default:
            return fields.has("task")
                ? nil : wrong("runs on", value, .mapping(example: example))
        }
    }

    private func mode(_ value: YAMLValue, _ key: String) -> (ProgramSettings, String?)? {
        let known = ["swift", "isolation"] + (key == "compiles" ? [] : ["says"])
        return inner(value, key, known, "\(key): {swift: 5}").map { fields in
            let settings = ProgramSettings(
                isolation: fields.choice("isolation", of: ProgramSettings.Isolation.self) ?? .main,
                languageMode: fields.choice("swift", of: ProgramSettings.LanguageMode.self)
                    ?? .swift6
            )
            return (settings, fields.text("says"))
        }
    }

    private func source(_ value: YAMLValue) -> Condition? {
        let example = "source: {lacks: [usleep(]}"
        guard let fields = inner(value, "source", ["keeps", "lacks"], example) else { return nil }
        guard fields.has("keeps") || fields.has("lacks") else {
            return wrong("source", value, .mapping(example: example))
        }
        let keeps = fields["keeps"].map { lines($0, "keeps") ?? [] } ?? []
        let lacks = fields["lacks"].map { lines($0, "lacks") ?? [] } ?? []
        return .source(keeps: keeps, lacks: lacks)
    }
}
