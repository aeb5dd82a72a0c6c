/// A heading `##` and what follows up to the next one.
struct LessonSection {
    let title: String
    let line: Int
    var blocks: [MarkdownBlock] = []
}

/// Reads one step.
struct StepReader {
    static let rowLimit = 12
    /// The width of the text on a screen of 80 columns.
    static let textWidth = 76
    static let blockName = "yaml step"

    let folder: ProgramFolder
    let log: ProblemLog

    private static let keys = [
        "id", "run", "threads", "ask", "choices", "measure", "because", "highlight", "claims",
    ]
    /// Keys that say nothing without another one.
    private static let needs = [
        ("threads", "run"), ("ask", "run"), ("highlight", "run"), ("claims", "run"),
        ("ask", "choices"), ("ask", "measure"), ("choices", "ask"), ("measure", "ask"),
        ("because", "choices"),
    ]

    /// The step of a section, or nil where its step block is missing or cannot be read.
    func read(_ section: LessonSection) -> Step? {
        let text = text(of: section)
        guard let fields = fields(of: section) else { return nil }
        let id = fields.id(example: "id: a-name", log: log)
        let program = program(fields)
        let question = question(fields)
        let highlighted = highlightedLines(fields, in: program)
        let claims = (fields.list("claims", example: "claims: [makespan: 1.5]") ?? [])
            .compactMap(MeasureReader(log: log).claim)
        guard let id else { return nil }
        return Step(
            id: id,
            title: section.title,
            text: text,
            program: program,
            question: question,
            highlightedLines: highlighted,
            claims: claims,
            python: python(of: section),
            line: section.line
        )
    }

    /// The fields of the step block, which is the first block of its section.
    private func fields(of section: LessonSection) -> YAMLFields? {
        var found: YAMLFields?
        for (index, block) in section.blocks.enumerated() {
            guard case .fence(Self.blockName, let text) = block.kind else { continue }
            if index > 0 { log.note(.misplacedStepBlock, line: block.line) }
            if found == nil { found = fields(text, fenceLine: block.line) }
        }
        let hasBlock = section.blocks.contains { $0.isFence(Self.blockName) }
        if !hasBlock { log.note(.missingStepBlock(title: section.title), line: section.line) }
        return found
    }

    private func fields(_ text: String, fenceLine: Int) -> YAMLFields? {
        guard let value = YAMLValue.read(text, firstLine: fenceLine + 1, log: log)
        else { return nil }
        guard value.isMapping else {
            log.note(.unreadableYAML(message: "The step block has no keys"), line: fenceLine)
            return nil
        }
        let fields = YAMLFields(value, place: "a step", known: Self.keys, log: log)
        for (key, needed) in Self.needs where fields.has(key) && !fields.has(needed) {
            log.note(.keyWithoutKey(key, needs: needed), line: fields.line(of: key))
        }
        return fields
    }

    private func program(_ fields: YAMLFields) -> ProgramReference? {
        let threads = fields.wholeNumber("threads", atLeast: 1)
        guard let file = fields.text("run") else { return nil }
        guard let program = folder.program(file: file) else {
            let available = folder.programs.map(\.fileName)
            log.note(
                .missingProgram(file: file, available: available),
                line: fields.line(of: "run")
            )
            return nil
        }
        var settings = program.settings
        settings.threads = threads
        return ProgramReference(
            name: program.name,
            path: program.path,
            source: program.source,
            settings: settings
        )
    }

    private func highlightedLines(_ fields: YAMLFields, in program: ProgramReference?) -> [Int] {
        let values = fields.list("highlight", example: "highlight: [3, 4]") ?? []
        return values.compactMap { value in
            guard let line = value.text.flatMap({ Int($0) }) else {
                log.note(
                    .wrongValue(key: "highlight", value: value.shown, expected: .lineNumbers),
                    line: value.line
                )
                return nil
            }
            guard let program, !(1...max(1, program.lines.count)).contains(line) else {
                return line
            }
            log.note(
                .lineOutsideProgram(line, file: program.fileName, lines: program.lines.count),
                line: value.line
            )
            return nil
        }
    }
}

/// The question.
extension StepReader {
    private func question(_ fields: YAMLFields) -> Question? {
        let reader = MeasureReader(log: log)
        let text = fields.text("ask")
        let measure = fields["measure"].flatMap(reader.measure)
        let values = fields.list("choices", example: "choices: [0.5, 1.5, 2.5]")
        guard let values else { return nil }
        noteCount(values.count, line: fields.line(of: "choices"))
        guard let measure else { return nil }
        let answers = values.compactMap { value in
            reader.answer(value, to: measure).map { (answer: $0, line: value.line) }
        }
        noteDuplicates(answers)
        let choices = choices(answers.map(\.answer), because(fields, measure, reader))
        return text.map { Question(text: $0, choices: choices, measure: measure) }
    }

    private func noteCount(_ count: Int, line: Int) {
        if count < 2 { log.note(.tooFewChoices(count), line: line) }
        if count > 9 { log.note(.tooManyChoices(count), line: line) }
    }

    private func noteDuplicates(_ answers: [(answer: Answer, line: Int)]) {
        var seen: Set<Answer> = []
        for (answer, line) in answers where !seen.insert(answer).inserted {
            log.note(.duplicateChoice(answer.description), line: line)
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
                    sentence.answer.description,
                    known: answers.map(\.description)
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

/// The text.
extension StepReader {
    private func text(of section: LessonSection) -> [TextBlock] {
        let blocks = section.blocks.filter { !$0.isFence(Self.blockName) && !$0.isFence("python") }
        let text = blocks.compactMap { $0.textBlock(log: log) }
        let rows = TextBlock.rows(of: text, width: Self.textWidth)
        if rows > Self.rowLimit {
            log.note(.longText(rows: rows, limit: Self.rowLimit), line: section.line)
        }
        return text
    }

    private func python(of section: LessonSection) -> [String] {
        section.blocks.compactMap { block in
            guard case .fence("python", let text) = block.kind else { return nil }
            return text
        }
    }
}

extension MarkdownBlock {
    func isFence(_ info: String) -> Bool {
        guard case .fence(info, _) = kind else { return false }
        return true
    }

    /// The block as text to show; YAML that is no step block is noted.
    func textBlock(log: ProblemLog) -> TextBlock? {
        switch kind {
        case .heading(_, let spans):
            return .heading(spans)
        case .text(let block):
            return block
        case .fence(let info, let text):
            if info.hasPrefix("yaml") || nearMiss(of: info, among: [StepReader.blockName]) != nil {
                log.note(.unknownBlock(info: info), line: line)
                return nil
            }
            return .code(text, language: info.split(separator: " ").first.map(String.init))
        }
    }
}
