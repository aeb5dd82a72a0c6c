import TraceModel

/// Pieces of JSON, for files that are too long to be made as one value.
enum JSONPieces {
    /// A text within quotes.
    static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F }
        if isPlain { return "\"\(text)\"" }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\u{0}"..<" ", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Microseconds, to the nanosecond.
    static func microseconds(_ time: Nanoseconds) -> String {
        let fraction = time % 1000
        if fraction == 0 { return "\(time / 1000)" }
        let digits = String(fraction)
        return "\(time / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// An object of those members that have a value.
    static func object(_ members: [(key: String, json: String?)]) -> String {
        let parts = members.compactMap { key, json in json.map { "\"\(key)\":\($0)" } }
        return "{" + parts.joined(separator: ",") + "}"
    }
}
