import Curriculum
import TraceModel

/// What is printed.
extension JudgedRun {
    /// Lines that are shown of what is printed, beside what is wanted.
    private static let mostShown = 100

    func outputFault(_ form: Condition.OutputForm, _ wishes: [String]) -> Fault? {
        // As it is of what is printed: without the spaces at both ends, and without blank lines.
        let wanted = wishes.map { $0.withoutOuterSpaces }.filter { !$0.isEmpty }
        // Patterns are not for learners: they may tell the answer, and what matches one is no text.
        if form == .patterns { return patternFault(lines, wanted) }
        let fault =
            switch form {
            case .inOrder: inOrderFault(lines, wanted)
            case .anyOrder: anyOrderFault(lines, wanted)
            default: sequenceFault(lines, wanted)
            }
        guard var fault else { return nil }
        fault.expected = wanted.joined(separator: "\n")
        fault.actual = Self.besides(wanted, form, lines.map(\.text))
            .prefix(wanted.count + Self.mostShown).map(\.shortened).joined(separator: "\n")
        return fault
    }

    /// What was printed, line by line beside what was wanted.
    ///
    /// Where the order does not matter, an empty line stands beside what is missing; where other lines
    /// may stand between, these are left out.
    private static func besides(
        _ wanted: [String],
        _ form: Condition.OutputForm,
        _ lines: [String]
    ) -> [String] {
        switch form {
        case .inOrder: return lines.filter(wanted.contains)
        case .anyOrder:
            var left = lines
            let found = wanted.map { wish -> String in
                guard let index = left.firstIndex(of: wish) else { return "" }
                return left.remove(at: index)
            }
            return found + left
        default: return lines
        }
    }

    private func patternFault(_ lines: [PrintedLine], _ wanted: [String]) -> Fault? {
        for (index, (line, pattern)) in zip(lines, wanted).enumerated()
        where !line.text.matches(pattern) {
            var fault = Fault(
                .output,
                "Line \(index + 1) of the output is '\(line.text.shortened)', which is not as it should be."
            )
            locate(&fault, line)
            return fault
        }
        return lines.count == wanted.count
            ? nil
            : Fault(
                .output,
                "\(Self.count(lines.count)) printed; it should be \(wanted.count)."
            )
    }

    private static func count(_ lines: Int) -> String {
        lines == 1 ? "1 line is" : "\(lines) lines are"
    }

    func lastLineFault(_ line: String) -> Fault? {
        let wanted = line.withoutOuterSpaces
        let last = lines.last
        guard last?.text != wanted else { return nil }
        var fault = Fault(
            .output,
            last.map { "The last line is '\($0.text.shortened)', not '\(wanted)'." }
                ?? "Nothing is printed; the last line should be '\(wanted)'.",
            expected: wanted,
            actual: last?.text.shortened ?? ""
        )
        locate(&fault, last)
        return fault
    }

    private func sequenceFault(_ lines: [PrintedLine], _ wanted: [String]) -> Fault? {
        for (index, (line, wish)) in zip(lines, wanted).enumerated() where line.text != wish {
            var fault = Fault(
                .output,
                "Line \(index + 1) of the output is '\(line.text.shortened)', not '\(wish)'."
            )
            locate(&fault, line)
            return fault
        }
        return lengthFault(lines, wanted)
    }

    private func lengthFault(_ lines: [PrintedLine], _ wanted: [String]) -> Fault? {
        if lines.count < wanted.count {
            let missing = wanted[lines.count]
            let words = lines.count == 1 ? "1 line" : "\(lines.count) lines"
            return Fault(
                .output,
                lines.isEmpty
                    ? "Nothing is printed; the first line should be '\(missing)'."
                    : "The output ends after \(words); '\(missing)' is missing."
            )
        }
        guard lines.count > wanted.count else { return nil }
        let first = lines[wanted.count]
        var fault = Fault(
            .output,
            "'\(first.text.shortened)' is printed, and is one line too many."
        )
        locate(&fault, first)
        return fault
    }

    private func inOrderFault(_ lines: [PrintedLine], _ wanted: [String]) -> Fault? {
        var rest = lines[...]
        for (index, wish) in wanted.enumerated() {
            if let place = rest.firstIndex(where: { $0.text == wish }) {
                rest = rest[(place + 1)...]
                continue
            }
            guard let line = lines.first(where: { $0.text == wish }), index > 0 else {
                return Fault(.output, "'\(wish)' is missing from the output.")
            }
            var fault = Fault(
                .output,
                "'\(wish)' is printed before '\(wanted[index - 1])'; it should come after it."
            )
            locate(&fault, line)
            return fault
        }
        return nil
    }

    private func anyOrderFault(_ lines: [PrintedLine], _ wanted: [String]) -> Fault? {
        var left: [String: Int] = [:]
        for wish in wanted { left[wish, default: 0] += 1 }
        for line in lines {
            left[line.text, default: 0] -= 1
            guard left[line.text, default: 0] < 0 else { continue }
            var fault = Fault(
                .output,
                wanted.contains(line.text)
                    ? "'\(line.text.shortened)' is printed once too often."
                    : "'\(line.text.shortened)' is printed, and should not be."
            )
            locate(&fault, line)
            return fault
        }
        return wanted.first { left[$0, default: 0] > 0 }.map { missing in
            Fault(
                .output,
                lines.contains { $0.text == missing }
                    ? "'\(missing)' is not printed often enough."
                    : "'\(missing)' is missing from the output."
            )
        }
    }

    private func locate(_ fault: inout Fault, _ line: PrintedLine?) {
        fault.line = self.line(line?.place)
        fault.task = line?.task.flatMap { trace.task($0)?.title }
    }

    // MARK: Where it is printed

    func printsOnlyFault(_ names: [String]) -> Fault? {
        let given = names.compactMap { source.declarations[$0] }
        for line in lines {
            let stack = trace.places.stack(at: line.place)
            // Where it is not known, nothing is said.
            guard !stack.isEmpty,
                !stack.contains(where: { inside in
                    given.contains { $0.contains(inside.line) }
                })
            else { continue }
            let list = names.joined(separator: " or ")
            var fault = Fault(
                .source,
                "'\(line.text.shortened)' is printed by line \(stack[0].line), not by \(list)."
            )
            locate(&fault, line)
            return fault
        }
        return nil
    }
}

extension String {
    /// A line of it as a sentence quotes it.
    var shortened: String { count > 100 ? prefix(99) + "…" : self }

    /// Without the spaces at both ends.
    var withoutOuterSpaces: String {
        let inner = drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
        return String(inner.reversed())
    }

    /// Whether it matches a regular expression as a whole.
    ///
    /// No line that is longer than this is one that somebody wants, and it could take for ever.
    fileprivate func matches(_ pattern: String) -> Bool {
        count <= 1000 && (try? Regex(pattern).wholeMatch(in: self)) != nil
    }
}
