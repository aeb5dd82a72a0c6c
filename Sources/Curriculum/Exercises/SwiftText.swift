/// Swift source as far as it takes to see which code and which declarations are in it.
///
/// It looks at comments, strings and braces, not at meaning.
public struct SwiftText: Sendable {
    /// The source with comments and what strings say made spaces; as long as the source, and with the
    /// same lines.
    private let code: [Character]
    private let source: [Character]

    /// A source file's text.
    public init(_ source: String) {
        self.source = Array(source)
        code = Self.withoutTexts(self.source)
    }

    /// Whether a piece of code is there, whatever its spaces, outside of comments and strings.
    public func contains(_ piece: String) -> Bool {
        let wanted = Self.withoutTexts(Array(piece)).filter { !$0.isWhitespace }
        return String(code.filter { !$0.isWhitespace }).contains(String(wanted))
    }

    /// The line on which a piece of code is found first, outside of comments and strings, whatever its
    /// spaces; nil: on none, or it goes over several.
    public func lineOfCode(_ piece: String) -> Int? {
        let wanted = String(Self.withoutTexts(Array(piece)).filter { !$0.isWhitespace })
        let lines = code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.firstIndex { String($0.filter { !$0.isWhitespace }).contains(wanted) }
            .map { $0 + 1 }
    }

    /// The line on which a text is found first, from 1.
    public func line(of text: String) -> Int? {
        let lines = String(source).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains(text) }.map { $0 + 1 }
    }

    /// Lines of each declaration, from its keyword to the end of its body or its line, by name.
    ///
    /// Of a name that is declared twice the outermost, and of these the first.
    public var declarations: [String: ClosedRange<Int>] { found.mapValues(\.lines) }

    /// The text of a declaration, without comments, and with one space for each run of spaces.
    public func text(ofDeclaration name: String) -> String? {
        guard let range = found[name]?.characters else { return nil }
        let comments = Self.withoutTexts(source, keepsStrings: true)
        return comments[range].split(whereSeparator: \.isWhitespace).map { String($0) }
            .joined(separator: " ")
    }

    private struct Declaration {
        let characters: Range<Int>
        let lines: ClosedRange<Int>
        let depth: Int
    }

    private static let keywords: Set = [
        "func", "struct", "class", "actor", "enum", "protocol", "extension", "let", "var",
    ]

    private var found: [String: Declaration] {
        var found: [String: Declaration] = [:]
        var depth = 0
        var line = 1
        var index = 0
        while index < code.count {
            let character = code[index]
            if character == "{" { depth += 1 }
            if character == "}" { depth -= 1 }
            if character.isNewline { line += 1 }
            guard isWordStart(index) else {
                index += 1
                continue
            }
            let word = word(at: index)
            if Self.keywords.contains(word), let name = name(after: index + word.count) {
                let end = end(of: index + word.count)
                let lines = line...(line + code[index..<end].count { $0.isNewline })
                if found[name].map({ $0.depth > depth }) ?? true {
                    found[name] = Declaration(characters: index..<end, lines: lines, depth: depth)
                }
            }
            index += word.count
        }
        return found
    }

    private func isWordStart(_ index: Int) -> Bool {
        code[index].isWordPart && (index == 0 || !code[index - 1].isWordPart)
    }

    private func word(at index: Int) -> String {
        String(code[index...].prefix { $0.isWordPart })
    }

    private func name(after index: Int) -> String? {
        let rest = code[index...].drop { $0 == " " }
        let name = String(rest.prefix { $0.isWordPart })
        return name.isEmpty ? nil : name
    }

    /// Behind the body, or the line where there is none.
    private func end(of start: Int) -> Int {
        var depth = 0
        for index in start..<code.count {
            switch code[index] {
            case "(", "[", "{": depth += 1
            case ")", "]": depth -= 1
            case "}":
                depth -= 1
                if depth < 0 { return index }
                if depth == 0 { return index + 1 }
            default:
                if code[index].isNewline, depth == 0, !isContinued(index) { return index }
            }
        }
        return code.count
    }

    /// A declaration goes on behind a line's end where the next line begins with its result or body.
    private func isContinued(_ end: Int) -> Bool {
        let next = code[end...].drop(while: \.isWhitespace)
        return ["->", "{", "async", "throws", "where"].contains { next.starts(with: $0) }
    }

    /// Comments made spaces, and what strings say too; what is interpolated stays.
    private static func withoutTexts(_ source: [Character], keepsStrings: Bool = false)
        -> [Character]
    {
        var eraser = TextEraser(keepsStrings: keepsStrings)
        return eraser.erase(source)
    }
}

extension Character {
    fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}

/// Makes spaces of comments, and of what strings say.
private struct TextEraser {
    let keepsStrings: Bool
    /// What one is in: strings, by their number of quotes, and what is interpolated in them, by its
    /// open brackets.
    private var places: [Place] = []

    private enum Place {
        case string(quotes: Int)
        case interpolation(open: Int)
        case lineComment
        case blockComment(depth: Int)
    }

    init(keepsStrings: Bool) {
        self.keepsStrings = keepsStrings
    }

    mutating func erase(_ source: [Character]) -> [Character] {
        var result: [Character] = []
        result.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            let (taken, isKept) = step(source, index)
            for character in source[index..<min(index + taken, source.count)] {
                result.append(isKept || character.isNewline ? character : " ")
            }
            index += taken
        }
        return result
    }

    private func starts(_ source: [Character], _ index: Int, _ text: String) -> Bool {
        source[index...].starts(with: text)
    }

    /// How many characters belong together here, and whether they are kept.
    private mutating func step(_ source: [Character], _ index: Int) -> (Int, Bool) {
        switch places.last {
        case .lineComment:
            if source[index].isNewline { places.removeLast() }
            return (1, false)
        case .blockComment(let depth): return inComment(source, index, depth)
        case .string(let quotes): return inString(source, index, quotes)
        case .interpolation(let open):
            if source[index] == "(" { replace(.interpolation(open: open + 1)) }
            if source[index] == ")" {
                if open == 1 {
                    places.removeLast()
                } else {
                    replace(.interpolation(open: open - 1))
                }
            }
            return inCode(source, index)
        case nil: return inCode(source, index)
        }
    }

    private mutating func replace(_ place: Place) { places[places.count - 1] = place }

    private mutating func inCode(_ source: [Character], _ index: Int) -> (Int, Bool) {
        if starts(source, index, "//") {
            places.append(.lineComment)
            return (2, false)
        }
        if starts(source, index, "/*") {
            places.append(.blockComment(depth: 1))
            return (2, false)
        }
        guard source[index] == "\"" else { return (1, true) }
        let quotes = starts(source, index, "\"\"\"") ? 3 : 1
        places.append(.string(quotes: quotes))
        return (quotes, true)
    }

    private mutating func inComment(_ source: [Character], _ index: Int, _ depth: Int) -> (
        Int, Bool
    ) {
        if starts(source, index, "/*") {
            replace(.blockComment(depth: depth + 1))
            return (2, false)
        }
        guard starts(source, index, "*/") else { return (1, false) }
        if depth == 1 { places.removeLast() } else { replace(.blockComment(depth: depth - 1)) }
        return (2, false)
    }

    private mutating func inString(_ source: [Character], _ index: Int, _ quotes: Int) -> (
        Int, Bool
    ) {
        if starts(source, index, "\\(") {
            places.append(.interpolation(open: 1))
            return (2, true)
        }
        if source[index] == "\\" { return (2, keepsStrings) }
        let isOver = quotes == 1 ? source[index].isNewline : false
        if starts(source, index, String(repeating: "\"", count: quotes)) || isOver {
            places.removeLast()
            return (isOver ? 1 : quotes, true)
        }
        return (1, keepsStrings)
    }
}
