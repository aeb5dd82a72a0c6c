/// A text without its comments, and in Swift without the insides of its strings; its lines keep
/// their numbers.
struct CodeOnly {
    private(set) var text = ""
    private var rest: Substring

    init(of source: String, inSwift: Bool) {
        rest = source.replacing("\r\n", with: "\n")[...]
        while let next = rest.first {
            if rest.hasPrefix("//") {
                skip(to: "\n")
            } else if rest.hasPrefix("/*") {
                skipBlockComment(nesting: inSwift)
            } else if inSwift, next == "\"" || next == "#" {
                skipString()
            } else {
                text.append(rest.removeFirst())
            }
        }
    }

    /// Drops what comes before `end`, or all.
    private mutating func skip(to end: Character) {
        rest = rest.drop { $0 != end }
    }

    /// Drops so many characters, but keeps the line ends among them.
    private mutating func drop(_ count: Int) {
        text += rest.prefix(count).filter { $0 == "\n" }
        rest = rest.dropFirst(count)
    }

    private mutating func skipBlockComment(nesting: Bool) {
        var depth = 0
        repeat {
            if rest.hasPrefix("/*"), depth == 0 || nesting {
                depth += 1
                drop(2)
            } else if rest.hasPrefix("*/") {
                depth -= 1
                drop(2)
            } else {
                drop(1)
            }
        } while depth > 0 && !rest.isEmpty
        text += " "
    }

    /// Drops a string of one line or of several, with or without `#`; what is interpolated too.
    private mutating func skipString() {
        let hashes = String(rest.prefix { $0 == "#" })
        let opened = rest.dropFirst(hashes.count)
        guard opened.hasPrefix("\"") else {
            text += hashes
            rest = opened
            return
        }
        let quotes = opened.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
        drop(hashes.count + quotes.count)
        while !rest.isEmpty, !rest.hasPrefix(quotes + hashes) {
            if quotes == "\"", rest.first == "\n" { return }
            drop(rest.hasPrefix("\\") && hashes.isEmpty ? 2 : 1)
        }
        drop(quotes.count + hashes.count)
        text += "\"\""
    }
}
