/// Whether a text is well-formed XML, of as much of it as asynclab writes: elements, attributes within
/// double quotes, text, and the five entities that every reader knows.
public enum XMLCheck {
    /// What is wrong; nil for a text that is well-formed.
    public static func problem(_ text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        if let bad = scalars.first(where: { !isAllowed($0) }) {
            return "XML has no character \(String(bad.value, radix: 16))"
        }
        var open: [String] = []
        var roots = 0
        var rest = scalars[...]
        while let start = rest.firstIndex(of: "<") {
            let between = rest[..<start]
            if let problem = problem(inText: between) { return problem }
            if open.isEmpty, between.contains(where: { !$0.properties.isWhitespace }) {
                return "text outside of the outermost element"
            }
            guard let end = rest[start...].firstIndex(of: ">") else {
                return "a tag without an end"
            }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.first == "/" {
                guard open.popLast() == string(tag.dropFirst()) else {
                    return "</\(string(tag.dropFirst()))> closes another element"
                }
                continue
            }
            let isEmpty = tag.last == "/"
            let body = isEmpty ? tag.dropLast() : tag
            if open.isEmpty { roots += 1 }
            let name = string(body.prefix { $0 != " " && $0 != "\n" })
            if let problem = problem(inAttributes: body.dropFirst(name.unicodeScalars.count)) {
                return "<\(name)>: \(problem)"
            }
            if !isEmpty { open.append(name) }
        }
        if rest.contains(where: { !$0.properties.isWhitespace }) { return "text behind the end" }
        if roots != 1 { return "\(roots) outermost elements" }
        return open.isEmpty ? nil : "<\(open.joined(separator: "><"))> has no end"
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        return text
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func problem(inText text: ArraySlice<Unicode.Scalar>) -> String? {
        let known: Set<String> = ["amp", "lt", "gt", "quot", "apos"]
        for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            let name = string(part.prefix { $0 != ";" })
            if part.count == name.unicodeScalars.count || !known.contains(name) {
                return "'&' without an entity"
            }
        }
        return text.contains(">") ? "'>' in text" : nil
    }

    private static func problem(inAttributes text: ArraySlice<Unicode.Scalar>) -> String? {
        var seen: Set<String> = []
        var rest = text.drop { $0 == " " || $0 == "\n" }
        while !rest.isEmpty {
            let name = string(rest.prefix { $0 != "=" })
            rest = rest.dropFirst(name.unicodeScalars.count + 1)
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
                return "'\(name)' has no value within quotes"
            }
            if name.isEmpty || name.contains(" ") { return "'\(name)' is no attribute" }
            if !seen.insert(name).inserted { return "'\(name)' is there twice" }
            let value = rest[rest.startIndex..<end].dropFirst()
            if value.contains("<") { return "'<' in '\(name)'" }
            if let problem = problem(inText: value) { return problem }
            rest = rest[rest.index(after: end)...].drop { $0 == " " || $0 == "\n" }
        }
        return nil
    }
}
