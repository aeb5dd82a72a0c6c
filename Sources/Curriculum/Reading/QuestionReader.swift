/// Reads the question of a step.
struct QuestionReader {
    let log: ProblemLog

    private static let searches = ["longest", "state", "outcome"]
    private static let findExample = "find: {longest: ready}"

    func read(_ fields: YAMLFields) -> Question? {
        let text = fields.text("ask")
        let isAfterRun = isAfterRun(fields)
        guard let (form, measure) = formAndMeasure(fields), let text else { return nil }
        let because: String? = if case .choices = form { nil } else { fields.text("because") }
        return Question(
            text: text,
            form: form,
            measure: measure,
            isAfterRun: isAfterRun || form == .task,
            because: because,
            line: fields.line(of: "ask")
        )
    }

    private func isAfterRun(_ fields: YAMLFields) -> Bool {
        guard let value = fields["after"] else { return false }
        if value.text == "run" { return true }
        log.note(
            .unknownValue(key: "after", value: value.shown, known: ["run"]),
            line: value.line
        )
        return false
    }

    private func formAndMeasure(_ fields: YAMLFields) -> (QuestionForm, Measure)? {
        if fields.has("find") {
            return search(fields).map { (.task, .tasks($0)) }
        }
        let measure = fields["measure"].flatMap(MeasureReader(log: log).measure)
        if fields.has("order") {
            return both(order(fields), measure) { ($0, $1) }
                .flatMap { $1.isList ? ($0, $1) : refuse("order", $1.listExample, fields) }
        }
        if fields.has("answer") {
            return both(number(fields), measure) { ($0, $1) }
                .flatMap { $1.isNumber ? ($0, $1) : refuse("answer", $1.numberExample, fields) }
        }
        return choices(fields, measure).flatMap { form in measure.map { (form, $0) } }
    }

    /// Notes that a measure has answers of another kind than the question.
    private func refuse(
        _ key: String,
        _ example: String,
        _ fields: YAMLFields
    ) -> (QuestionForm, Measure)? {
        log.note(
            .measureOfOtherKind(key: key, example: example),
            line: fields.line(of: "measure")
        )
        return nil
    }

    // MARK: Order, number

    private func order(_ fields: YAMLFields) -> QuestionForm? {
        guard let values = fields.list("order", example: "order: [soup, rice, sauce]") else {
            return nil
        }
        noteCount(values.count, line: fields.line(of: "order"))
        var things: [String] = []
        for value in values {
            guard let thing = value.text else { continue }
            if things.contains(thing) { log.note(.duplicateChoice(thing), line: value.line) }
            things.append(thing)
        }
        return things.count == values.count ? .order(of: things) : nil
    }

    private func number(_ fields: YAMLFields) -> QuestionForm? {
        if fields["answer"]?.text == "number" { return .number }
        let shown = fields["answer"]?.shown ?? ""
        log.note(
            .unknownValue(key: "answer", value: shown, known: ["number"]),
            line: fields.line(of: "answer")
        )
        return nil
    }

    // MARK: A task

    /// `{longest: ready}`, `{state: blocking, at: 0.25}`, `{outcome: unfinished}`, `first to end`.
    private func search(_ fields: YAMLFields) -> TaskSearch? {
        guard let value = fields["find"] else { return nil }
        if let text = value.text {
            if let place = TaskPlace(rawValue: text) { return .place(place) }
            let known = TaskPlace.allCases.map(\.rawValue)
            log.note(.unknownValue(key: "find", value: text, known: known), line: value.line)
            return nil
        }
        let inner = YAMLFields(value, place: "'find'", known: Self.searches + ["at"], log: log)
        if let state = inner.choice("longest", of: TaskStateName.self) { return .longest(state) }
        if let outcome = inner.choice("outcome", of: TaskOutcomeName.self) {
            return .outcome(outcome)
        }
        if inner.has("state") {
            return both(inner.choice("state", of: TaskStateName.self), inner.time("at")) {
                .inState($0, at: $1)
            }
        }
        if !Self.searches.contains(where: inner.has) {
            let expected = ExpectedValue.mapping(example: Self.findExample)
            log.note(
                .wrongValue(key: "find", value: value.shown, expected: expected),
                line: value.line
            )
        }
        return nil
    }

    // MARK: Choices

    private func choices(_ fields: YAMLFields, _ measure: Measure?) -> QuestionForm? {
        let values = fields.list("choices", example: "choices: [0.5, 1.5, 2.5]")
        guard let values else { return nil }
        noteCount(values.count, line: fields.line(of: "choices"))
        guard let measure else { return nil }
        let reader = MeasureReader(log: log)
        let answers = values.compactMap { value in
            reader.answer(value, to: measure).map { (answer: $0, line: value.line) }
        }
        noteDuplicates(answers)
        return .choices(choices(answers.map(\.answer), because(fields, measure, reader)))
    }

    private func noteCount(_ count: Int, line: Int) {
        if count < 2 { log.note(.tooFewChoices(count), line: line) }
        if count > 9 { log.note(.tooManyChoices(count), line: line) }
    }

    private func noteDuplicates(_ answers: [(answer: Answer, line: Int)]) {
        var seen: Set<Answer> = []
        for (answer, line) in answers where !seen.insert(answer).inserted {
            log.note(.duplicateChoice(answer.written), line: line)
        }
    }

    /// Choices with the sentences that belong to them; a sentence without its choice is noted.
    private func choices(
        _ answers: [Answer],
        _ sentences: [(answer: Answer, text: String, line: Int)]
    ) -> [Choice] {
        for sentence in sentences where !answers.contains(sentence.answer) {
            log.note(
                .unknownChoice(
                    sentence.answer.written,
                    known: answers.map(\.written)
                ),
                line: sentence.line
            )
        }
        return answers.map { answer in
            Choice(answer, because: sentences.first { $0.answer == answer }?.text)
        }
    }

    private func because(
        _ fields: YAMLFields,
        _ measure: Measure,
        _ reader: MeasureReader
    ) -> [(answer: Answer, text: String, line: Int)] {
        guard let value = fields["because"] else { return [] }
        guard value.isMapping else {
            let expected = ExpectedValue.mapping(example: "because: {0.5: Why not half a second.}")
            log.note(
                .wrongValue(key: "because", value: value.shown, expected: expected),
                line: value.line
            )
            return []
        }
        return value.pairs.compactMap { choice, sentence in
            guard let text = sentence.text else {
                log.note(
                    .wrongValue(key: choice.shown, value: sentence.shown, expected: .text),
                    line: choice.line
                )
                return nil
            }
            return reader.answer(choice, to: measure).map { ($0, text, choice.line) }
        }
    }
}

extension Measure {
    /// Its answers are lists, whose order can be asked for.
    var isList: Bool { self == .output || self == .orderOfEnds }

    /// Its answers are numbers.
    var isNumber: Bool {
        switch self {
        case .makespan, .start, .starts, .end, .ends, .elapsed, .time, .printing, .numberOfLines,
            .numberOfTasks:
            true
        case .orderOfEnds, .state, .output, .line, .lastLine, .outcome, .tasks: false
        }
    }

    fileprivate var listExample: String { "measure: order of ends" }
    fileprivate var numberExample: String { "measure: makespan" }
}
