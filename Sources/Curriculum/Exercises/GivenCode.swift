/// What a program says and declares around declarations that are given.
extension SwiftText {
    /// Something of a program that takes the place of what given declarations do.
    public struct Substitute: Equatable, Sendable {
        /// The name that is declared again, or the text that is written again.
        public let what: String
        /// Where, from 1.
        public let line: Int
        /// The given declaration that uses the name, or has the text.
        public let given: String
    }

    /// A declaration that takes the place of a name which given declarations use, such as `print`.
    ///
    /// - Parameters:
    ///   - given: names of declarations of the starter.
    ///   - starter: what the program began with; what it declares is no substitute.
    /// - Returns: the first there is; nil where there is none.
    public func shadow(of given: [String], starter: SwiftText) -> Substitute? {
        let uses = given.compactMap { name in
            starter.declaration(name).map { (name, starter.freeWords(in: $0), $0.depth) }
        }
        let known = Set(starter.all.map(\.name))
        for found in all where !found.isExtension && !known.contains(found.name) {
            // Within a type a name is only for that type.
            let user = uses.first { _, words, depth in
                found.depth <= depth && words.contains(found.name)
            }
            guard let user else { continue }
            return Substitute(what: found.name, line: found.lines.lowerBound, given: user.0)
        }
        return nil
    }

    /// Words of a given declaration that the program writes itself, outside of what is given.
    ///
    /// - Parameters:
    ///   - given: names of declarations of the starter.
    ///   - starter: what the program began with; texts that it has elsewhere too may be written.
    /// - Returns: the first there is; nil where there is none.
    public func copiedText(of given: [String], starter: SwiftText) -> Substitute? {
        let elsewhere = starter.texts(outside: given)
        for name in given {
            // What a main program says is for those whom it calls.
            guard let declaration = starter.declaration(name),
                !declaration.text.contains("static func main")
            else { continue }
            for text in starter.texts(in: declaration.lines) {
                let words = text.text.trimmed
                guard words.contains(" "), words.count(where: \.isLetter) >= Self.tellingLetters,
                    !elsewhere.contains(where: { $0.text.contains(words) }),
                    let copy = texts(outside: given).first(where: { $0.text.contains(words) })
                else { continue }
                return Substitute(what: words, line: copy.line, given: name)
            }
        }
        return nil
    }

    /// Shorter texts, and single words, can be the same by chance.
    private static let tellingLetters = 5

    private func declaration(_ name: String) -> SwiftDeclaration? {
        all.filter { $0.name == name }.min()
    }

    private func texts(in lines: ClosedRange<Int>) -> [SwiftToken] {
        tokens.filter { $0.kind == .text && lines.contains($0.line) }
    }

    private func texts(outside given: [String]) -> [SwiftToken] {
        let lines = given.compactMap { declarations[$0] }
        return tokens.filter { token in
            token.kind == .text && !lines.contains { $0.contains(token.line) }
        }
    }

    /// Words of a declaration that mean something declared elsewhere.
    private func freeWords(in declaration: SwiftDeclaration) -> Set<String> {
        let inside = tokens.indices.filter { declaration.lines.contains(tokens[$0].line) }
        var used: Set<String> = []
        var bound: Set<String> = []
        for index in inside {
            guard let word = tokens[index].word else { continue }
            let before = index > 0 ? tokens[index - 1] : nil
            let after = index + 1 < tokens.count ? tokens[index + 1] : nil
            let isBound =
                ["let", "var", "for", "func"].contains(before?.word ?? "")
                || after?.isSign(":") == true || after?.word == "in"
            if isBound {
                bound.insert(word)
            } else if before?.isSign(".") != true {
                used.insert(word)
            }
        }
        return used.subtracting(bound).union(used.intersection(["print"]))
    }
}

extension String {
    /// Without spaces at both ends.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
