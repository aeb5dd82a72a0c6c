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
    static let pythonName = "python"

    let folder: ProgramFolder
    let log: ProblemLog

    private static let keys = [
        "id", "run", "threads", "ask", "choices", "order", "answer", "find", "measure", "after",
        "because", "change", "highlight", "claims", "chart",
    ]
    /// Keys that say nothing without another one.
    private static let needs = [
        ("threads", "run"), ("ask", "run"), ("highlight", "run"), ("claims", "run"),
        ("change", "run"), ("chart", "run"), ("choices", "ask"), ("order", "ask"),
        ("answer", "ask"),
        ("find", "ask"), ("measure", "ask"), ("after", "ask"), ("because", "ask"),
    ]
    /// The ways to answer a question.
    private static let forms = ["choices", "order", "answer", "find"]

    /// The step of a section, or nil where its step block is missing or cannot be read.
    func read(_ section: LessonSection) -> Step? {
        let text = text(of: section)
        guard let fields = fields(of: section) else { return nil }
        let id = fields.id(example: "id: a-name", log: log)
        let program = program(fields)
        let question = QuestionReader(log: log).read(fields)
        let change = ChangeReader(log: log).read(fields, in: program)
        let highlighted = highlightedLines(fields, in: program)
        let claims = (fields.list("claims", example: "claims: [makespan: 1.5]") ?? [])
            .compactMap(MeasureReader(log: log).claim)
        let chart = ChartReader(log: log).read(fields)
        guard let id else { return nil }
        return Step(
            id: id,
            title: section.title,
            text: text,
            program: program,
            question: question,
            change: change,
            highlightedLines: highlighted,
            claims: claims,
            chart: chart,
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
        if fields.has("ask") { noteForm(of: fields) }
        return fields
    }

    /// A question has one way to answer it, and a measure unless a task is to be found.
    private func noteForm(of fields: YAMLFields) {
        let forms = Self.forms.filter(fields.has)
        let line = fields.line(of: "ask")
        if forms.isEmpty { log.note(.keyWithoutKey("ask", needs: "choices"), line: line) }
        for form in forms.dropFirst() {
            log.note(.keyBesideKey(form, beside: forms[0]), line: fields.line(of: form))
        }
        let needsMeasure = forms != ["find"]
        if needsMeasure, !fields.has("measure") {
            log.note(.keyWithoutKey("ask", needs: "measure"), line: line)
        }
        if !needsMeasure, fields.has("measure") {
            log.note(.keyBesideKey("measure", beside: "find"), line: fields.line(of: "measure"))
        }
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
                .lineOutsideProgram(
                    line,
                    to: "highlight",
                    file: program.fileName,
                    lines: program.lines.count
                ),
                line: value.line
            )
            return nil
        }
    }
}

/// The text.
extension StepReader {
    private func text(of section: LessonSection) -> [TextBlock] {
        let blocks = section.blocks.filter {
            !$0.isFence(Self.blockName) && !$0.isFence(Self.pythonName)
        }
        let text = blocks.compactMap { $0.textBlock(log: log) }
        let rows = TextBlock.rows(of: text, width: Self.textWidth)
        if rows > Self.rowLimit {
            log.note(.longText(rows: rows, limit: Self.rowLimit), line: section.line)
        }
        return text
    }

    /// Whether a listing's name is nearly that of a block with a meaning; it would be shown as text.
    static func isMistaken(_ info: String) -> Bool {
        info != pythonName
            && (info.hasPrefix("yaml")
                || nearMiss(of: info, among: [blockName, pythonName]) != nil)
    }

    private func python(of section: LessonSection) -> [String] {
        section.blocks.compactMap { block in
            guard case .fence(Self.pythonName, let text) = block.kind else { return nil }
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
            if StepReader.isMistaken(info) {
                log.note(.unknownBlock(info: info), line: line)
                return nil
            }
            return .code(text, language: info.split(separator: " ").first.map(String.init))
        }
    }
}
