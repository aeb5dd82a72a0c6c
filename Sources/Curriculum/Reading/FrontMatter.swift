/// What stands between the two lines `---` at the top of a lesson.
struct FrontMatter {
    let id: String
    let number: Int
    let title: String
    let minutes: Int
    let words: [Word]
    let settings: ProgramSettings
    /// The names of its exercises, in their order.
    let exercises: [YAMLValue]
    /// Lines of the keys that a course compares, from 1.
    let idLine: Int
    let numberLine: Int

    private static let keys = [
        "id", "number", "title", "minutes", "isolation", "swift", "words", "exercises",
    ]

    /// Reads the front matter, or notes why it cannot.
    init?(_ yaml: String, log: ProblemLog) {
        guard let value = YAMLValue.read(yaml, firstLine: 2, log: log) else { return nil }
        guard value.isMapping else {
            log.note(.unreadableYAML(message: "The front matter has no keys"), line: 2)
            return nil
        }
        let fields = YAMLFields(value, place: "the front matter", known: Self.keys, log: log)
        let settings = ProgramSettings(
            isolation: fields.choice("isolation", of: ProgramSettings.Isolation.self) ?? .main,
            languageMode: fields.choice("swift", of: ProgramSettings.LanguageMode.self) ?? .swift6
        )
        let words = Self.words(fields, log: log)
        let id = fields.id(example: "id: sleeping-and-blocking", log: log)
        let number = Self.number("number", fields)
        let title = fields.required("title", example: "title: A few words").flatMap { _ in
            fields.text("title")
        }
        let minutes = Self.number("minutes", fields)
        guard let id, let number, let title, let minutes else { return nil }
        self.id = id
        self.number = number
        self.title = title
        self.minutes = minutes
        self.words = words
        self.settings = settings
        exercises = fields.list("exercises", example: "exercises: [two-greetings]") ?? []
        self.idLine = fields.line(of: "id")
        self.numberLine = fields.line(of: "number")
    }

    private static func number(_ key: String, _ fields: YAMLFields) -> Int? {
        fields.required(key, example: "\(key): 1").flatMap { _ in
            fields.wholeNumber(key, atLeast: 1)
        }
    }

    private static func words(_ fields: YAMLFields, log: ProblemLog) -> [Word] {
        guard let value = fields["words"] else { return [] }
        guard value.isMapping else {
            log.note(
                .wrongValue(
                    key: "words",
                    value: value.shown,
                    expected: .mapping(example: "words: {task: what it means}")
                ),
                line: value.line
            )
            return []
        }
        return value.pairs.compactMap { term, meaning in
            guard let term = term.text, let meaning = meaning.text else {
                log.note(
                    .wrongValue(key: term.shown, value: meaning.shown, expected: .text),
                    line: term.line
                )
                return nil
            }
            return Word(term: term, meaning: meaning)
        }
    }
}

extension YAMLFields {
    /// The value of the key `id`, which cannot be left out.
    func id(example: String, log: ProblemLog) -> String? {
        guard let value = required("id", example: example) else { return nil }
        if let text = value.text, text.isHyphenatedWords { return text }
        log.note(
            .wrongValue(key: "id", value: value.shown, expected: .hyphenatedWords),
            line: value.line
        )
        return nil
    }
}

extension String {
    fileprivate var isHyphenatedWords: Bool {
        split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
            !word.isEmpty
                && word.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
        }
    }
}

/// A lesson's text, cut into front matter and body.
///
/// The body keeps its line numbers: the lines of the front matter are blank in it.
struct LessonText {
    let frontMatter: String
    let body: String

    init?(_ text: String, log: ProblemLog) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first?.isFence == true else {
            log.note(.missingFrontMatter, line: 1)
            return nil
        }
        guard let end = lines.dropFirst().firstIndex(where: \.isFence) else {
            log.note(.unclosedFrontMatter, line: 1)
            return nil
        }
        frontMatter = lines[1..<end].joined(separator: "\n")
        body = String(repeating: "\n", count: end + 1) + lines[(end + 1)...].joined(separator: "\n")
    }
}

extension Substring {
    fileprivate var isFence: Bool {
        hasPrefix("---") && dropFirst(3).allSatisfy(\.isWhitespace)
    }
}
