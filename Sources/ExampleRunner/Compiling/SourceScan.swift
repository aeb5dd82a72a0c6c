/// Looks through Swift source for `@main`, past comments and strings.
///
/// It knows just enough of the language for that: nested comments, all kinds of string literals
/// and code within them. A quote in a regular expression is taken for the begin of a string, which
/// then ends with the line.
struct SourceScan {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether a type of this file is marked as the program's main type.
    static func containsMainAttribute(_ source: [UInt8]) -> Bool {
        var scan = SourceScan(source)
        return scan.passCode(endingWithParenthesis: false)
    }

    private func sees(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
    }

    /// Goes on to the end, or past the parenthesis that ends an interpolation.
    ///
    /// True as soon as `@main` is seen.
    private mutating func passCode(endingWithParenthesis nested: Bool) -> Bool {
        var depth = 1
        while position < bytes.count {
            if sees("//") {
                passLine()
            } else if sees("/*") {
                passComment()
            } else if let pounds = poundsBeforeQuote() {
                passString(pounds: pounds)
            } else if seesMainAttribute() {
                return true
            } else {
                if sees("(") { depth += 1 }
                if sees(")") { depth -= 1 }
                position += 1
                if nested && depth == 0 { return false }
            }
        }
        return false
    }

    private func seesMainAttribute() -> Bool {
        guard sees("@main") else { return false }
        guard position + 5 < bytes.count else { return true }
        let next = bytes[position + 5]
        let letter = (next | 0x20) >= UInt8(ascii: "a") && (next | 0x20) <= UInt8(ascii: "z")
        let digit = next >= UInt8(ascii: "0") && next <= UInt8(ascii: "9")
        return !(letter || digit || next == UInt8(ascii: "_") || next >= 0x80)
    }

    private mutating func passLine() {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    }

    private mutating func passComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                position += 2
            } else if sees("*/") {
                depth -= 1
                position += 2
            } else {
                position += 1
            }
        } while depth > 0 && position < bytes.count
    }

    /// The number of `#` before the quote that begins a string here; nil if none does.
    private func poundsBeforeQuote() -> Int? {
        var end = position
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - position : nil
    }

    /// Whether `count` pound signs follow at `start`.
    private func hasPounds(_ count: Int, at start: Int) -> Bool {
        start + count <= bytes.count
            && bytes[start..<start + count].allSatisfy { $0 == UInt8(ascii: "#") }
    }

    private mutating func passString(pounds: Int) {
        position += pounds
        let long = sees("\"\"\"")
        let quotes = long ? 3 : 1
        position += quotes
        while position < bytes.count {
            if long ? sees("\"\"\"") : sees("\""), hasPounds(pounds, at: position + quotes) {
                position += quotes + pounds
                return
            }
            if !long && sees("\n") { return }
            if sees("\\"), hasPounds(pounds, at: position + 1) {
                passEscape(pounds: pounds)
            } else {
                position += 1
            }
        }
    }

    /// Passes a backslash, its pound signs and what they stand for; the code of an interpolation
    /// cannot hold `@main` and is only passed.
    private mutating func passEscape(pounds: Int) {
        position += 1 + pounds
        let interpolation = sees("(")
        position += 1
        if interpolation { _ = passCode(endingWithParenthesis: true) }
    }
}
