/// Reads the folder of one exercise.
struct ExerciseReader {
    let folder: String
    /// Of the lesson; `check.yml` can say otherwise.
    let settings: ProgramSettings
    /// Wrong answers are left out.
    let forLearners: Bool
    let log: ProblemLog

    /// The name of the folder of a lesson that holds its exercises.
    static let folderName = "exercises"
    private static let files = [
        "prompt.md", "hints.md", "starter.swift", "solution.swift", "check.yml", "wrong",
    ]
    private static let leastHints = 2
    private static let leastWrongAnswers = 3
    /// How wide a pool is where a check says nothing: not of the machine's choice.
    private static let threads = 2
    private static let lineLimit = 60

    init(
        lessonFolder: String,
        name: String,
        settings: ProgramSettings,
        forLearners: Bool,
        log: ProblemLog
    ) {
        folder = path(path(lessonFolder, Self.folderName), name)
        self.settings = settings
        self.forLearners = forLearners
        self.log = log
    }

    func read() -> Exercise? {
        noteStrayFiles()
        let prompt = prompt()
        let hints = hints()
        guard let check = CheckFile(path(folder, "check.yml"), settings, log: log) else {
            return nil
        }
        let starter = program("starter.swift", check.settings)
        let solution = program("solution.swift", check.settings)
        let wrong = forLearners ? [] : wrongAnswers(check)
        guard let prompt, let starter, let solution else { return nil }
        if !forLearners { noteGiven(check, in: starter) }
        return Exercise(
            id: lastComponent(of: folder),
            title: prompt.title,
            prompt: prompt.text,
            hints: hints,
            starter: starter,
            solution: solution,
            check: check.check,
            wrongAnswers: wrong,
            folder: folder
        )
    }

    private func noteStrayFiles() {
        for name in namesInFolder(folder) ?? [] where !Self.files.contains(name) {
            log.note(.strayFile, line: 1, file: path(folder, name))
        }
    }

    private func text(_ name: String) -> String? {
        let file = path(folder, name)
        let text = textOfFile(file)
        if text == nil {
            log.note(fileExists(file) ? .unreadableFile : .missingExerciseFile, line: 1, file: file)
        }
        return text
    }

    private func program(_ name: String, _ settings: ProgramSettings) -> ProgramReference? {
        guard let source = text(name) else { return nil }
        let program = ProgramReference(
            name: String(lastComponent(of: name).dropLast(".swift".count)),
            path: path(folder, name),
            source: source,
            settings: settings
        )
        ProgramFolder.noteSize(of: program, lineLimit: Self.lineLimit, log: log)
        return program
    }

    /// What is given, and what may print, is declared in the starter.
    private func noteGiven(_ check: CheckFile, in starter: ProgramReference) {
        let declared = Set(SwiftText(starter.source).declarations.keys)
        func note(_ key: String, _ names: [String], line: Int) {
            for name in names where !declared.contains(name) {
                let known = declared.sorted()
                log.note(
                    .unknownValue(key: key, value: name, known: known),
                    line: line,
                    file: check.file
                )
            }
        }
        note("given", check.check.given, line: check.givenLine)
        for requirement in check.check.requirements {
            guard case .printsOnly(let names) = requirement.condition else { continue }
            note("prints only", names, line: requirement.line)
        }
    }

    // MARK: Texts

    private func prompt() -> (title: String, text: [TextBlock])? {
        guard let text = text("prompt.md") else { return nil }
        let file = path(folder, "prompt.md")
        let inner = ProblemLog(file: file)
        defer { log.take(inner) }
        let blocks = MarkdownReader(log: inner).read(text)
        guard case .heading(level: 1, let title)? = blocks.first?.kind else {
            inner.note(.missingTitle(expected: "A few words"), line: 1)
            return nil
        }
        let shown = blocks.dropFirst().compactMap { $0.textBlock(log: inner) }
        let rows = TextBlock.rows(of: shown, width: StepReader.textWidth)
        if rows > StepReader.rowLimit {
            inner.note(.longText(rows: rows, limit: StepReader.rowLimit), line: 1)
        }
        return (title.plainText, shown)
    }

    private func hints() -> [Hint] {
        guard let text = text("hints.md") else { return [] }
        let inner = ProblemLog(file: path(folder, "hints.md"))
        defer { log.take(inner) }
        var hints: [(title: String, text: [TextBlock])] = []
        for block in MarkdownReader(log: inner).read(text) {
            if case .heading(level: 2, let title) = block.kind {
                hints.append((title.plainText, []))
            } else if let text = block.textBlock(log: inner), !hints.isEmpty {
                hints[hints.count - 1].text.append(text)
            }
        }
        if hints.count < Self.leastHints || hints.contains(where: { $0.text.isEmpty }) {
            inner.note(.tooFewHints(hints.count, least: Self.leastHints), line: 1)
        }
        return hints.map { Hint(title: $0.title, text: $0.text) }
    }

    // MARK: Wrong answers

    private func wrongAnswers(_ check: CheckFile) -> [WrongAnswer] {
        let there = (namesInFolder(path(folder, "wrong")) ?? []).filter { $0.hasSuffix(".swift") }
        let told = check.wrong
        for name in there where told[name] == nil {
            log.note(.untoldWrongAnswer(name), line: 1, file: check.file)
        }
        if there.count < Self.leastWrongAnswers {
            log.note(
                .tooFewWrongAnswers(there.count, least: Self.leastWrongAnswers),
                line: 1,
                file: check.file
            )
        }
        return told.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }.compactMap {
            name,
            told in
            program("wrong/\(name)", check.settings).map {
                WrongAnswer(program: $0, says: told.text, line: told.line)
            }
        }
    }

    /// The exercises of a lesson, in the order of its front matter.
    static func readAll(
        _ names: [YAMLValue],
        lessonFolder: String,
        settings: ProgramSettings,
        forLearners: Bool,
        log: ProblemLog
    ) -> [(exercise: Exercise, line: Int)] {
        let there = namesInFolder(path(lessonFolder, folderName)) ?? []
        let listed = names.compactMap { $0.text }
        for name in there where !listed.contains(name) {
            let folder = path(path(lessonFolder, folderName), name)
            log.note(.unlistedExercise(name), line: 1, file: folder)
        }
        return names.compactMap { value in
            guard let name = value.text, there.contains(name) else {
                log.note(
                    .unknownValue(key: "exercises", value: value.shown, known: there),
                    line: value.line
                )
                return nil
            }
            var settings = settings
            settings.threads = threads
            let reader = ExerciseReader(
                lessonFolder: lessonFolder,
                name: name,
                settings: settings,
                forLearners: forLearners,
                log: log
            )
            return reader.read().map { ($0, value.line) }
        }
    }
}

/// The file `check.yml`.
struct CheckFile {
    let file: String
    let settings: ProgramSettings
    let check: Check
    /// What the verdict on each wrong answer has to say, by the name of its file.
    let wrong: [String: (text: String, line: Int)]
    let givenLine: Int

    /// What takes a run of its own to be seen.
    private enum LookedFor: String, CaseIterable {
        case staleValues = "stale values"
    }

    private static let keys = [
        "clock", "order", "threads", "swift", "isolation", "given", "harmless", "look for",
        "starter", "passed", "checks",
        "wrong",
    ]

    init?(_ file: String, _ lesson: ProgramSettings, log: ProblemLog) {
        self.file = file
        let inner = ProblemLog(file: file)
        defer { log.take(inner) }
        guard let text = textOfFile(file) else {
            inner.note(fileExists(file) ? .unreadableFile : .missingExerciseFile, line: 1)
            return nil
        }
        guard let value = YAMLValue.read(text, firstLine: 1, log: inner) else { return nil }
        let fields = YAMLFields(value, place: "check.yml", known: Self.keys, log: inner)
        var settings = lesson
        settings.threads = fields.wholeNumber("threads", atLeast: 1) ?? lesson.threads
        settings.isolation =
            fields.choice("isolation", of: ProgramSettings.Isolation.self) ?? lesson.isolation
        settings.languageMode =
            fields.choice("swift", of: ProgramSettings.LanguageMode.self) ?? lesson.languageMode
        self.settings = settings
        let items =
            fields.required("checks", example: "checks: [makespan: 0.3]")
            .flatMap { _ in fields.list("checks", example: "checks: [makespan: 0.3]") } ?? []
        let starter = fields.required("starter", example: "starter: It takes 0.60 s")
            .flatMap { _ in fields.text("starter") }
        let passed =
            fields.required("passed", example: "passed: Both waits overlap.")
            .flatMap { _ in fields.text("passed") } ?? ""
        check = Check(
            clock: fields.choice("clock", of: Check.Clock.self) ?? .virtual,
            order: fields.choice("order", of: Check.JobOrder.self) ?? .any,
            given: Self.names("given", fields, log: inner),
            harmless: Self.harmless(fields, log: inner),
            looksForStaleValues: fields.choice("look for", of: LookedFor.self) == .staleValues,
            starterSays: starter ?? "",
            passed: MarkdownReader(log: inner).read(passed).compactMap { $0.textBlock(log: inner) },
            requirements: items.compactMap(ConditionReader(log: inner).read)
        )
        givenLine = fields.line(of: "given")
        wrong = Self.wrong(fields, log: inner)
        if items.isEmpty, fields["checks"]?.list != nil {
            inner.note(.noChecks, line: fields.line(of: "checks"))
        }
        if inner.problems.hasMistakes { return nil }
    }

    private static func names(_ key: String, _ fields: YAMLFields, log: ProblemLog) -> [String] {
        let example = "\(key): [load]"
        return (fields.list(key, example: example) ?? []).compactMap { item in
            item.text ?? wrong(key, item, .list(example: example), log)
        }
    }

    private static func harmless(_ fields: YAMLFields, log: ProblemLog) -> [String] {
        let names = names("harmless", fields, log: log)
        for name in names where !Check.namedMistakes.contains(name) {
            log.note(
                .unknownValue(key: "harmless", value: name, known: Check.namedMistakes),
                line: fields.line(of: "harmless")
            )
        }
        return names
    }

    private static func wrong<Value>(
        _ key: String,
        _ value: YAMLValue,
        _ expected: ExpectedValue,
        _ log: ProblemLog
    ) -> Value? {
        log.note(.wrongValue(key: key, value: value.shown, expected: expected), line: value.line)
        return nil
    }

    private static func wrong(
        _ fields: YAMLFields,
        log: ProblemLog
    ) -> [String: (text: String, line: Int)] {
        guard let value = fields["wrong"] else { return [:] }
        guard value.isMapping else {
            let example = "wrong: {too-slow.swift: It takes 0.60 s}"
            return wrong("wrong", value, .mapping(example: example), log) ?? [:]
        }
        return value.pairs.reduce(into: [:]) { told, pair in
            guard let name = pair.key.text else { return }
            let text: String? = pair.value.text ?? wrong(name, pair.value, .text, log)
            if let text { told[name] = (text, pair.key.line) }
        }
    }
}
