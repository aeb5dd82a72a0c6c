/// Something that a Swift source declares.
struct SwiftDeclaration: Sendable, Comparable {
    let name: String
    /// From the keyword to the end.
    let lines: ClosedRange<Int>
    /// With its modifiers and attributes.
    let text: String
    /// How many braces are open around it.
    let depth: Int
    let isExtension: Bool

    /// Whether it is rather meant than the other: it is no extension, or further out, or earlier.
    static func < (left: SwiftDeclaration, right: SwiftDeclaration) -> Bool {
        let (one, other) = (left.isExtension ? 1 : 0, right.isExtension ? 1 : 0)
        return (one, left.depth, left.lines.lowerBound) < (
            other, right.depth, right.lines.lowerBound
        )
    }

    /// All declarations of a source with names, in their order.
    static func all(in tokens: [SwiftToken]) -> [SwiftDeclaration] {
        let search = DeclarationSearch(tokens: tokens)
        var depth = 0
        return tokens.indices.flatMap { index -> [SwiftDeclaration] in
            if tokens[index].isSign("{") { depth += 1 }
            if tokens[index].isSign("}") { depth -= 1 }
            return search.declarations(at: index, depth)
        }
    }
}

/// Finds declarations among tokens.
private struct DeclarationSearch {
    let tokens: [SwiftToken]

    private static let types: Set = ["struct", "class", "actor", "enum", "protocol", "extension"]
    private static let variables: Set = ["let", "var"]
    private static let keywords = types.union(variables).union(["func", "typealias"])
    /// May stand before a declaration.
    private static let modifiers: Set = [
        "private", "fileprivate", "internal", "public", "open", "package", "static", "class",
        "final", "lazy", "weak", "unowned", "nonisolated", "isolated", "mutating", "nonmutating",
        "override", "required", "convenience", "dynamic", "indirect", "optional", "distributed",
        "consuming", "borrowing", "prefix", "postfix", "infix", "async",
    ]

    /// The declarations whose keyword is at an index.
    func declarations(at index: Int, _ depth: Int) -> [SwiftDeclaration] {
        guard let keyword = tokens[index].word, Self.keywords.contains(keyword),
            index == 0 || !tokens[index - 1].isSign(".")
        else { return [] }
        let end = end(behind: index, keyword)
        let words = tokens[start(of: index)..<end].map { $0.text }
        return names(behind: index, keyword, end).map { name in
            SwiftDeclaration(
                name: name,
                lines: tokens[index].line...max(tokens[index].line, tokens[end - 1].line),
                text: words.joined(separator: " "),
                depth: depth,
                isExtension: keyword == "extension"
            )
        }
    }

    private func isSign(_ index: Int, _ text: String) -> Bool {
        tokens.indices.contains(index) && tokens[index].isSign(text)
    }

    private func isName(_ index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        if tokens[index].kind == .quotedWord { return true }
        return tokens[index].word.map { !Self.keywords.contains($0) && $0 != "_" } ?? false
    }

    // MARK: Names

    private func names(behind index: Int, _ keyword: String, _ end: Int) -> [String] {
        let first = index + 1
        guard Self.variables.contains(keyword) else {
            if isName(first) { return [tokens[first].text] }
            let sign = tokens[first..<max(first, end)].prefix { $0.kind == .sign && $0.text != "(" }
            return keyword == "func" && !sign.isEmpty ? [sign.map { $0.text }.joined()] : []
        }
        if isSign(first, "(") {
            return tokens[first..<end].prefix { !$0.isSign(")") }.indices.filter(isName).map {
                tokens[$0].text
            }
        }
        guard isName(first) else { return [] }
        return [tokens[first].text] + furtherNames(behind: first, end)
    }

    /// `b` in `let a = 1, b = 2`.
    private func furtherNames(behind first: Int, _ end: Int) -> [String] {
        var depth = 0
        return (first..<end).compactMap { index in
            depth += tokens[index].opening
            guard depth == 0, isSign(index, ","), isName(index + 1) else { return nil }
            let isValue = isSign(index + 2, "=") && !isSign(index + 3, "=")
            return isValue || isSign(index + 2, ":") ? tokens[index + 1].text : nil
        }
    }

    // MARK: Beginning and end

    /// Where modifiers and attributes begin that belong to a keyword.
    private func start(of keyword: Int) -> Int {
        var start = keyword
        while start > 0 {
            let before = isSign(start - 1, ")") ? opening(of: start - 1) - 1 : start - 1
            guard before >= 0, let word = tokens[before].word else { break }
            if isSign(before - 1, "@") {
                start = before - 1
            } else if Self.modifiers.contains(word), word != "async" || tokens[start].word == "let"
            {
                start = before
            } else {
                break
            }
        }
        return start
    }

    private func opening(of closing: Int) -> Int {
        var depth = 0
        for index in stride(from: closing, through: 0, by: -1) {
            depth += tokens[index].opening
            if depth == 0 { return index }
        }
        return 0
    }

    /// Behind the body, or the line where there is none.
    private func end(behind keyword: Int, _ word: String) -> Int {
        var depth = 0
        for index in (keyword + 1)..<max(keyword + 1, tokens.count) {
            depth += tokens[index].opening
            if depth < 0 { return index }
            if depth > 0 { continue }
            if isSign(index, ";") { return index }
            let isBody = isSign(index, "}")
            if isBody, !Self.variables.contains(word) { return index + 1 }
            if isLast(index), !isContinued(behind: index, word, isBody) { return index + 1 }
        }
        return tokens.count
    }

    private func isLast(_ index: Int) -> Bool {
        index + 1 >= tokens.count || tokens[index + 1].line > tokens[index].line
    }

    /// Whether a declaration goes on behind the end of a line, where no bracket is open.
    private func isContinued(behind last: Int, _ keyword: String, _ isBody: Bool) -> Bool {
        guard last + 1 < tokens.count else { return false }
        let next = tokens[last + 1]
        if isBody { return next.isSign(".") }
        let ends = [",", "=", ":", "+", "-", "*", "/", "%", "&", "|", "<"]
        if ends.contains(where: { isSign(last, $0) }) { return true }
        if isSign(last, ">"), isSign(last - 1, "-") { return true }
        if Self.variables.contains(keyword) {
            let starts = [".", "?", ":", "=", "+", "-", "*", "/", "&", "|"]
            let isCast = next.word == "as"
            return isCast || starts.contains { next.isSign($0) }
                || keyword == "var" && next.isSign("{")
        }
        let words = ["async", "throws", "rethrows", "where"]
        let isVariable = next.word == "async" && isWord(last + 2, "let")
        return next.isSign("{") || next.isSign(":") || isSign(last + 1, "-")
            || words.contains(next.word ?? "") && !isVariable
    }

    private func isWord(_ index: Int, _ word: String) -> Bool {
        tokens.indices.contains(index) && tokens[index].word == word
    }
}

extension SwiftToken {
    /// How many brackets it opens; -1: it closes one.
    fileprivate var opening: Int {
        guard kind == .sign else { return 0 }
        switch text {
        case "(", "[", "{", "\\(": return 1
        case ")", "]", "}": return -1
        default: return 0
        }
    }
}
