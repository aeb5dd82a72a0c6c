/// The measures of what a program prints, and the answers that they can get.
extension MeasureReader {
    /// One item of the key `claims`: `output: [started, finished]`, `last line: finished` or
    /// `line: {number: 1, is: started}`.
    func outputClaim(_ name: String, _ value: YAMLValue) -> (Measure, Answer)? {
        switch name {
        case "output":
            return lines(value, of: name).map { (.output, $0) }
        case "last line":
            return line(value, of: name).map { (.lastLine, $0) }
        case "line":
            return fields(value, of: name, keys: ["number", "is"]).flatMap { fields in
                both(fields.lineNumber, fields.printedLine) { (.line($0), .line($1)) }
            }
        default:
            log.note(.unknownKey(name, place: "a claim", known: Self.names), line: value.line)
            return nil
        }
    }

    /// The number of a line, from 1.
    func lineNumber(_ value: YAMLValue) -> Int? {
        if let number = value.text.flatMap({ Int($0) }), number >= 1 { return number }
        log.note(
            .wrongValue(key: "line", value: value.shown, expected: .wholeNumber(atLeast: 1)),
            line: value.line
        )
        return nil
    }

    /// What is printed, as a list of lines.
    func lines(_ value: YAMLValue, of name: String) -> Answer? {
        if let items = value.list, !items.isEmpty {
            let lines = items.compactMap(\.text)
            if lines.count == items.count { return .lines(lines) }
        }
        log.note(
            .wrongValue(key: name, value: value.shown, expected: .printedLines),
            line: value.line
        )
        return nil
    }

    /// One line.
    func line(_ value: YAMLValue, of name: String) -> Answer? {
        if let text = value.text { return .line(text) }
        log.note(.wrongValue(key: name, value: value.shown, expected: .text), line: value.line)
        return nil
    }
}

extension YAMLFields {
    fileprivate var lineNumber: Int? {
        required("number", example: "number: 2").flatMap { _ in
            wholeNumber("number", atLeast: 1)
        }
    }

    fileprivate var printedLine: String? {
        required("is", example: "is: finished").flatMap { _ in text("is") }
    }
}
