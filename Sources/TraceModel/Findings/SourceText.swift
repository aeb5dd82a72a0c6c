/// The text of a program, as far as it takes to see which statements stand in a row, or in a loop.
///
/// It looks at braces and words, not at meaning. Where it is in doubt, its answers keep a finding back.
struct SourceText {
    /// Without comments and the contents of strings, by line from 1.
    private let lines: [Int: Substring]
    private let count: Int

    init(_ text: String) {
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        count = rows.count
        lines = Dictionary(
            uniqueKeysWithValues: rows.enumerated().map { ($0 + 1, Self.codeOnly($1)) }
        )
    }

    func line(_ number: Int) -> Substring { lines[number] ?? "" }

    /// A line without its comment, and with nothing between quotes but what is interpolated.
    private static func codeOnly(_ row: Substring) -> Substring {
        var code = ""
        var isString = false
        var previous: Character = " "
        var interpolations = 0
        for character in row {
            if isString, previous == "\\", character == "(" {
                interpolations = 1
                isString = false
                code.append(" ")
            } else if character == "\"", interpolations == 0 {
                isString.toggle()
            } else if interpolations > 0, character == "(" || character == ")" {
                interpolations += character == "(" ? 1 : -1
                if interpolations == 0 { isString = true }
                code.append(" ")
            } else if !isString {
                if character == "/", previous == "/" { return code.dropLast() }
                code.append(character)
            }
            previous = character
        }
        return code[...]
    }

    // MARK: Blocks

    /// A loop of the source.
    struct Loop: Equatable {
        /// The names that `for` gives to what it goes through; nil of another kind of loop.
        let names: Set<String>?
        /// Its lines, from the first to the last.
        let lines: ClosedRange<Int>
    }

    /// The innermost loop around what is awaited or made at a line, within its function or closure.
    func loop(around number: Int) -> Loop? {
        var depth = 0
        for row in stride(from: number, to: 0, by: -1) {
            var text = line(row)
            if row == number { text = Self.beforeAwait(text) }
            while let brace = text.lastIndex(where: { $0 == "{" || $0 == "}" }) {
                let isOpening = text[brace] == "{"
                text = text[..<brace]
                depth += isOpening ? -1 : 1
                guard depth < 0 else { continue }
                depth = 0
                switch Self.kind(of: text) {
                case .loop(let names): return Loop(names: names, lines: row...end(from: row))
                case .block: continue
                case .function: return nil
                }
            }
        }
        return nil
    }

    private enum BlockKind {
        case loop(Set<String>?)
        case block
        case function
    }

    /// What a block is, by what stands before its brace.
    private static func kind(of header: Substring) -> BlockKind {
        let text = header.split(separator: "}").last ?? ""
        let words = words(in: text)
        switch words.first ?? "" {
        case "for": return .loop(words.dropFirst().first == "await" ? nil : names(ofFor: text))
        case "while", "repeat": return .loop(nil)
        case "if", "else", "do", "catch", "guard", "switch", "defer": return .block
        default:
            // A loop with a label: `rows: for row in rows`.
            let second = words.dropFirst().first ?? ""
            return ["for", "while", "repeat"].contains(second) ? .loop(nil) : .function
        }
    }

    private static func names(ofFor text: Substring) -> Set<String> {
        Set(words(in: text).dropFirst().prefix { $0 != "in" }).subtracting(["case", "let", "_"])
    }

    /// The line on which the block that begins at a line ends.
    private func end(from first: Int) -> Int {
        var depth = 0
        for row in first...max(first, count) {
            for character in line(row) {
                if character == "{" { depth += 1 }
                if character == "}" { depth -= 1 }
            }
            if depth <= 0 { return row }
        }
        return count
    }

    /// The statements at two lines are of one block, and the way from one to the other leads through no
    /// brace that is left open.
    func areOfOneBlock(_ first: Int, _ second: Int) -> Bool {
        var depth = 0
        for row in first..<second {
            for character in line(row) {
                if character == "{" { depth += 1 }
                if character == "}" { depth -= 1 }
                if depth < 0 { return false }
            }
        }
        return depth == 0
    }

    // MARK: Words

    static func isWordPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    /// The words of a piece of code.
    static func words(in code: Substring) -> [String] {
        code.split { !isWordPart($0) }.map(String.init)
    }

    /// The names in a piece of code.
    static func names(in code: Substring) -> Set<String> {
        Set(words(in: code).filter { $0.first?.isNumber == false }).subtracting(noNames)
    }

    private static let noNames: Set = [
        "let", "var", "await", "async", "try", "self", "_", "print", "return",
    ]

    static func beforeAwait(_ code: Substring) -> Substring {
        let starts = ["await ", "async let", "Task"].compactMap {
            code.firstRange(of: $0)?.lowerBound
        }
        return code[..<(starts.min() ?? code.startIndex)]
    }
}
