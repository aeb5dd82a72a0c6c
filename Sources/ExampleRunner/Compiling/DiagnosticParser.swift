/// Reads what `swiftc -diagnostic-style llvm` prints (tried with 6.3.1): a header
/// `file:line:column: error: message`, perhaps more lines of message, then the line of source, a
/// line of `~` and `^`, and perhaps a line of proposed text.
///
/// Driver and linker print `error: message` and `ld.lld: error: message`, and their details on
/// lines that follow.
struct DiagnosticParser {
    /// What the user called a file, by its absolute path.
    let names: [String: String]

    /// Reads messages about some source.
    ///
    /// Files that are none of its keep the compiler's names.
    init(source: ProgramSource) {
        let pairs = source.files.map { (RunnerPaths.absolute($0), $0) }
        names = Dictionary(pairs) { first, _ in first }
    }

    private struct Draft {
        var severity: CompilerDiagnostic.Severity
        var location: CompilerDiagnostic.Location?
        var lines: [String]
    }

    /// The messages of a whole output, in order.
    ///
    /// A message that two jobs of the compiler printed is there once.
    func parse(_ output: String) -> [CompilerDiagnostic] {
        var drafts: [Draft] = []
        for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
            if let draft = header(line) {
                drafts.append(draft)
            } else if !drafts.isEmpty {
                drafts[drafts.count - 1].lines.append(String(line))
            }
        }
        var seen: Set<CompilerDiagnostic> = []
        return attachNotes(drafts.map(diagnostic)).filter { seen.insert($0).inserted }
    }

    private func header(_ line: Substring) -> Draft? {
        // Most lines are no headers: look for the word before the expression does.
        guard line.contains(": ") || line.hasPrefix("error:") else { return nil }
        let placed = /(.+?):(\d+):(\d+): (error|warning|note|remark): (.*)/
        if let match = line.wholeMatch(of: placed),
            let severity = CompilerDiagnostic.Severity(rawValue: String(match.4)),
            let row = Int(match.2), let column = Int(match.3)
        {
            let file = names[String(match.1)] ?? String(match.1)
            let location = CompilerDiagnostic.Location(file: file, line: row, column: column)
            return Draft(severity: severity, location: location, lines: [String(match.5)])
        }
        let placeless =
            /(?:<unknown>:0: |(?:[^ :]*(?:ld|ld\.\w+|clang|lld): ))?(error|warning|note|remark): (.*)/
        guard let match = line.wholeMatch(of: placeless),
            let severity = CompilerDiagnostic.Severity(rawValue: String(match.1))
        else { return nil }
        return Draft(severity: severity, location: nil, lines: [String(match.2)])
    }

    private func diagnostic(_ draft: Draft) -> CompilerDiagnostic {
        var lines = draft.lines
        while lines.count > 1, lines[lines.count - 1].allSatisfy(\.isWhitespace) {
            lines.removeLast()
        }
        // The excerpt begins one line above the marks; what is before it is message.
        let marks = draft.location == nil ? nil : lines.dropFirst(2).firstIndex(where: isMarks)
        let end = marks.map { $0 - 1 } ?? lines.count
        return CompilerDiagnostic(
            severity: draft.severity,
            location: draft.location,
            message: lines[..<end].joined(separator: "\n"),
            excerpt: Array(lines[end...])
        )
    }

    private func isMarks(_ line: String) -> Bool {
        line.contains("^") && line.allSatisfy { $0 == "^" || $0 == "~" || $0.isWhitespace }
    }

    private func attachNotes(_ all: [CompilerDiagnostic]) -> [CompilerDiagnostic] {
        var result: [CompilerDiagnostic] = []
        for next in all {
            guard next.severity == .note, let last = result.popLast() else {
                result.append(next)
                continue
            }
            result.append(
                CompilerDiagnostic(
                    severity: last.severity,
                    location: last.location,
                    message: last.message,
                    excerpt: last.excerpt,
                    notes: last.notes + [next]
                )
            )
        }
        return result
    }
}
