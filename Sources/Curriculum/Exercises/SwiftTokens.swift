/// A word, a sign or what a string says, of a Swift source.
struct SwiftToken: Equatable, Sendable {
    enum Kind: Sendable {
        /// A name, a keyword or a number.
        case word
        /// A name between backticks, whatever it is.
        case quotedWord
        /// One character, or what opens or closes a string.
        case sign
        /// What a string says, between what is interpolated.
        case text
    }

    let kind: Kind
    let text: String
    /// From 1.
    let line: Int
    /// It is not between `#if` and `#endif`: there it depends on a condition that nobody knows here.
    let isCertain: Bool

    /// A word that is not between backticks.
    var word: String? { kind == .word ? text : nil }

    func isSign(_ text: String) -> Bool { kind == .sign && self.text == text }

    /// The same piece of code; strings may say anything.
    func isLike(_ other: SwiftToken) -> Bool {
        (kind == .sign) == (other.kind == .sign) && text == other.text
    }
}

/// Takes a Swift source apart, without its comments and spaces.
struct SwiftTokens {
    private let source: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    /// How many `#if` are open.
    private var conditions = 0
    /// What one is in: strings, and what is interpolated in them.
    private var places: [Place] = []
    private var tokens: [SwiftToken] = []

    private enum Place {
        case string(hashes: Int, quotes: Int)
        /// In a string, with so many brackets open.
        case interpolation(open: Int)
    }

    private init(_ text: String) {
        source = Array(text.unicodeScalars)
    }

    /// The tokens of a source.
    static func of(_ text: String) -> [SwiftToken] {
        var reader = SwiftTokens(text)
        while reader.index < reader.source.count { reader.step() }
        return reader.tokens
    }

    private mutating func step() {
        if case .string(let hashes, let quotes)? = places.last {
            return readString(hashes, quotes)
        }
        let scalar = source[index]
        if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
            advance()
        } else if isNext("//") {
            while index < source.count, !isLineEnd { index += 1 }
        } else if isNext("/*") {
            skipComment()
        } else if scalar == "`" {
            readQuotedWord()
        } else if scalar.isWordPart {
            let start = index
            while index < source.count, source[index].isWordPart { index += 1 }
            add(.word, text(from: start))
        } else if !readStringStart() {
            readSign()
        }
    }

    // MARK: Pieces

    private var isLineEnd: Bool { source[index] == "\n" || source[index] == "\r" }

    /// Goes on by one, and counts lines: a carriage return with its line feed is one end of a line.
    private mutating func advance() {
        let isPair = source[index] == "\r" && index + 1 < source.count && source[index + 1] == "\n"
        if isLineEnd, !isPair { line += 1 }
        index += 1
    }

    private func isNext(_ text: String) -> Bool {
        source[index...].starts(with: text.unicodeScalars)
    }

    private func text(from start: Int) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: source[start..<index])
        return String(text)
    }

    private mutating func add(_ kind: SwiftToken.Kind, _ text: String, line: Int? = nil) {
        tokens.append(
            SwiftToken(kind: kind, text: text, line: line ?? self.line, isCertain: conditions == 0)
        )
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if isNext("/*") {
                depth += 1
                index += 2
            } else if isNext("*/") {
                depth -= 1
                index += 2
            } else {
                advance()
            }
        } while depth > 0 && index < source.count
    }

    private mutating func readQuotedWord() {
        let start = index + 1
        index = start
        while index < source.count, source[index] != "`", !isLineEnd { index += 1 }
        add(.quotedWord, text(from: start))
        if index < source.count, source[index] == "`" { index += 1 }
    }

    private mutating func readSign() {
        if isNext("#if") { conditions += 1 }
        if isNext("#endif") { conditions = max(0, conditions - 1) }
        let scalar = source[index]
        add(.sign, String(scalar))
        index += 1
        guard case .interpolation(let open)? = places.last else { return }
        if scalar == "(" { places[places.count - 1] = .interpolation(open: open + 1) }
        guard scalar == ")" else { return }
        if open == 1 {
            places.removeLast()
        } else {
            places[places.count - 1] = .interpolation(open: open - 1)
        }
    }

    // MARK: Strings

    /// Reads `"`, `"""`, `#"` and the like; false where there is no such thing.
    private mutating func readStringStart() -> Bool {
        let hashes = source[index...].prefix { $0 == "#" }.count
        let behind = source[(index + hashes)...]
        guard behind.first == "\"" else { return false }
        let quotes = behind.starts(with: "\"\"\"".unicodeScalars) ? 3 : 1
        let start = index
        index += hashes + quotes
        add(.sign, text(from: start))
        places.append(.string(hashes: hashes, quotes: quotes))
        return true
    }

    /// Reads to the string's end, or to what is interpolated.
    private mutating func readString(_ hashes: Int, _ quotes: Int) {
        let marks = String(repeating: "#", count: hashes)
        let end = String(repeating: "\"", count: quotes) + marks
        let (start, startLine) = (index, line)
        while index < source.count {
            if isNext(end) || quotes == 1 && isLineEnd {
                addText(from: start, startLine)
                places.removeLast()
                if isLineEnd { return }
                index += end.unicodeScalars.count
                return add(.sign, end)
            }
            if isNext("\\" + marks + "(") {
                addText(from: start, startLine)
                index += hashes + 2
                places.append(.interpolation(open: 1))
                return add(.sign, "\\(")
            }
            if isNext("\\" + marks), index + hashes + 1 < source.count { index += hashes + 1 }
            advance()
        }
        addText(from: start, startLine)
    }

    private mutating func addText(from start: Int, _ line: Int) {
        if index > start { add(.text, text(from: start), line: line) }
    }
}

extension Unicode.Scalar {
    /// Part of a name or a number: all that is not ASCII and no space can be.
    fileprivate var isWordPart: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "$": true
        default: !isASCII && !properties.isWhitespace && !properties.isPatternSyntax
        }
    }
}
