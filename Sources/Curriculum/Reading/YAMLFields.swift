import Yams

/// One YAML mapping of a lesson, read key by key.
///
/// Whatever is wrong is noted with its line, and the value is then nil.
struct YAMLFields {
    /// How a problem names the mapping: `the front matter`, `a step`.
    let place: String
    /// Line where the mapping starts.
    let line: Int
    private let pairs: [(key: YAMLValue, value: YAMLValue)]
    private let log: ProblemLog

    init(_ mapping: YAMLValue, place: String, known: [String], log: ProblemLog) {
        self.place = place
        self.line = mapping.line
        self.pairs = mapping.pairs
        self.log = log
        for key in pairs.map(\.key) where !known.contains(key.text ?? "") {
            log.note(.unknownKey(key.shown, place: place, known: known), line: key.line)
        }
    }

    func has(_ key: String) -> Bool {
        self[key] != nil
    }

    /// The value of a key, nil where the key is not there.
    subscript(key: String) -> YAMLValue? {
        pairs.first { $0.key.text == key }?.value
    }

    /// Line of a key, or of the mapping where the key is not there.
    func line(of key: String) -> Int {
        pairs.first { $0.key.text == key }?.key.line ?? line
    }

    /// The value of a key that cannot be left out.
    func required(_ key: String, example: String) -> YAMLValue? {
        if let value = self[key] { return value }
        log.note(.missingKey(key, place: place, example: example), line: line)
        return nil
    }

    func text(_ key: String) -> String? {
        value(key, .text) { $0.text }
    }

    func wholeNumber(_ key: String, atLeast least: Int) -> Int? {
        value(key, .wholeNumber(atLeast: least)) { value in
            value.text.flatMap { Int($0) }.flatMap { $0 >= least ? $0 : nil }
        }
    }

    func seconds(_ key: String) -> Double? {
        value(key, .seconds) { $0.seconds }
    }

    func list(_ key: String, example: String) -> [YAMLValue]? {
        value(key, .list(example: example)) { $0.list }
    }

    /// One of the values of an enum, by its raw value.
    func choice<Value: RawRepresentable & CaseIterable>(_ key: String, of type: Value.Type)
        -> Value?
    where Value.RawValue == String {
        guard let node = self[key] else { return nil }
        if let value = node.text.flatMap({ Value(rawValue: $0) }) { return value }
        let known = Value.allCases.map(\.rawValue)
        log.note(.unknownValue(key: key, value: node.shown, known: known), line: node.line)
        return nil
    }

    private func value<Value>(
        _ key: String,
        _ expected: ExpectedValue,
        _ read: (YAMLValue) -> Value?
    ) -> Value? {
        guard let node = self[key] else { return nil }
        if let value = read(node) { return value }
        log.note(.wrongValue(key: key, value: node.shown, expected: expected), line: node.line)
        return nil
    }
}

/// A YAML node with its line in the lesson's file.
struct YAMLValue {
    private let node: Node
    private let lineBefore: Int

    /// Reads YAML that starts on a line of the file.
    ///
    /// An empty text is a mapping without keys.
    static func read(_ yaml: String, firstLine: Int, log: ProblemLog) -> YAMLValue? {
        do {
            let node =
                try Yams.compose(yaml: yaml, .basic, .default, .utf8)
                ?? Node([(Node, Node)]())
            return YAMLValue(node: node, lineBefore: firstLine - 1)
        } catch let error as YamlError {
            let (fact, line) = error.factAndLine
            log.note(fact, line: firstLine + line - 1)
        } catch {
            log.note(.unreadableYAML(message: "\(error)"), line: firstLine)
        }
        return nil
    }

    var line: Int { lineBefore + (node.mark?.line ?? 1) }

    /// The text of a scalar with at least one character, as it is written.
    var text: String? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { return nil }
        return scalar.string
    }

    var seconds: Double? {
        text.flatMap { Double($0) }.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }

    var isMapping: Bool { node.mapping != nil }

    var list: [YAMLValue]? {
        node.sequence?.map { YAMLValue(node: $0, lineBefore: lineBefore) }
    }

    /// Keys and values of a mapping, in the author's order; empty for all else.
    var pairs: [(key: YAMLValue, value: YAMLValue)] {
        (node.mapping ?? Node.Mapping([])).map { pair in
            (
                YAMLValue(node: pair.key, lineBefore: lineBefore),
                YAMLValue(node: pair.value, lineBefore: lineBefore)
            )
        }
    }

    /// The value as a problem quotes it.
    var shown: String {
        switch node {
        case .scalar(let scalar): scalar.string
        case .sequence: "[...]"
        case .mapping: "{...}"
        case .alias: "*..."
        }
    }
}

extension YamlError {
    /// What is wrong, and the line within the parser's text, from 1.
    fileprivate var factAndLine: (LessonFact, Int) {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let message = problem.prefix(1).uppercased() + problem.dropFirst()
            return (.unreadableYAML(message: message), mark.line)
        case .duplicatedKeysInMapping(let duplicates, let context):
            return (.duplicateKey(duplicates.first ?? ""), context.mark.line)
        default:
            return (.unreadableYAML(message: "The text cannot be read"), 1)
        }
    }
}
