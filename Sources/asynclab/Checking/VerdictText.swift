import Curriculum
import Grading
import LabViews
import Screen

/// A verdict as lines of text.
struct VerdictText {
    let exercise: Exercise
    let verdict: Verdict
    /// The file that was checked.
    let file: String

    private static let width = 80
    /// Rows of what was wanted beside what is.
    private static let mostRows = 10

    var lines: [String] {
        guard let fault = verdict.fault else { return passed }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let place = [
            fault.line.map { "\(name):\($0)" },
            fault.task.map { TextWidth.visible($0.hasPrefix("task ") ? $0 : "task \($0)") },
        ]
        .compactMap(\.self).joined(separator: ", ")
        return ["\(exercise.id): not yet", ""] + wrapped(fault.sentence)
            + (place.isEmpty ? [] : ["  at \(place)"])
            + comparison(fault)
            + [fault.cause.map { "Cause: \($0)" }, fault.explanation].compactMap(\.self)
            .flatMap { [""] + wrapped($0) }
            + (verdict.schedule.map {
                ["", "To see it again: asynclab run \(file) --schedule \($0)"]
            } ?? [])
            + ["", "Next: asynclab edit \(exercise.id), or: asynclab hint \(exercise.id)"]
    }

    private var passed: [String] {
        let text = LessonText.plain(
            exercise.check.passed,
            width: Self.width,
            isAscii: !Terminals.speakUTF8
        )
        return ["\(exercise.id): passed", "", text]
            + (verdict.coverage.map { [""] + wrapped($0) } ?? [])
            + ["", "To compare: asynclab solution \(exercise.id)"]
    }

    private func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in TextWidth.visible(text).split(whereSeparator: \.isWhitespace) {
            if let last = lines.last,
                TextWidth.of(last) + 1 + TextWidth.of(String(word)) <= Self.width
            {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// What was wanted beside what is, around the first difference.
    private func comparison(_ fault: Fault) -> [String] {
        guard let expected = fault.expected, let actual = fault.actual else { return [] }
        let rows = LineComparison(expected: expected, actual: actual).rows(Self.mostRows)
        let width = max(8, rows.map { TextWidth.of($0.expected) }.max() ?? 0)
        func row(_ mark: String, _ left: String, _ right: String) -> String {
            let gap = String(repeating: " ", count: max(0, width - TextWidth.of(left)))
            return "  \(mark) \(TextWidth.visible(left))\(gap)  | \(TextWidth.visible(right))"
        }
        return ["", row(" ", "expected", "actual")]
            + rows.map { row($0.isDifferent ? ">" : " ", $0.expected, $0.actual) }
    }
}
