/// Swift source as far as it takes to see which code and which declarations are in it.
///
/// It looks at words, strings and brackets, not at meaning.
public struct SwiftText: Sendable {
    private let source: String
    let tokens: [SwiftToken]
    /// All that is declared, in its order; what `#if` can take away too.
    let all: [SwiftDeclaration]
    /// Of each name the one that is meant.
    private let found: [String: SwiftDeclaration]

    /// A source file's text.
    ///
    /// `starter` is what it began with: where a name is declared more than once, the declaration that
    /// is as in the starter is meant.
    public init(_ source: String, starter: SwiftText? = nil) {
        self.source = source
        tokens = SwiftTokens.of(source).filter { $0.kind != .text || !$0.text.isEmpty }
        all = SwiftDeclaration.all(in: tokens)
        let certain = tokens.filter(\.isCertain)
        found = Dictionary(grouping: SwiftDeclaration.all(in: certain), by: \.name)
            .compactMapValues { all in
                all.first { $0.text == starter?.found[$0.name]?.text } ?? all.min()
            }
    }

    /// Whether a piece of code is there, whatever its spaces, outside of comments and strings.
    ///
    /// Words count as a whole: `sleep(` is not in `usleep(1)`. Code between `#if` and `#endif` counts.
    public func contains(_ piece: String) -> Bool { lineOfCode(piece) != nil }

    /// Whether a piece of code is there that no `#if` can take away.
    public func surelyContains(_ piece: String) -> Bool {
        Self.firstLine(of: piece, in: tokens.filter(\.isCertain)) != nil
    }

    /// The line on which a piece of code begins where it is found first, outside of comments and
    /// strings, whatever its spaces; nil: it is not there.
    public func lineOfCode(_ piece: String) -> Int? { Self.firstLine(of: piece, in: tokens) }

    private static func firstLine(of piece: String, in tokens: [SwiftToken]) -> Int? {
        let wanted = SwiftTokens.of(piece).filter { $0.kind != .text }
        let code = tokens.filter { $0.kind != .text }
        guard !wanted.isEmpty, code.count >= wanted.count else { return nil }
        return (0...code.count - wanted.count).first { start in
            zip(code[start...], wanted).allSatisfy { $0.isLike($1) }
        }.map { code[$0].line }
    }

    /// The line on which a text is found first, from 1.
    public func line(of text: String) -> Int? {
        let lines = source.split(omittingEmptySubsequences: false) { $0.isLineEnd }
        return lines.firstIndex { $0.contains(text) }.map { $0 + 1 }
    }

    /// Lines of each declaration, from its keyword to the end of its body or its line, by name.
    ///
    /// Of a name that is declared more than once the one that is as in the starter, else the outermost,
    /// and of these the first. What is between `#if` and `#endif` is not among them.
    public var declarations: [String: ClosedRange<Int>] { found.mapValues(\.lines) }

    /// The text of a declaration with its modifiers, without comments, and with one space between words.
    public func text(ofDeclaration name: String) -> String? { found[name]?.text }
}

extension Character {
    /// As the compiler counts lines.
    var isLineEnd: Bool { self == "\n" || self == "\r" || self == "\r\n" }
}
