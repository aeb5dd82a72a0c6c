import Curriculum
import Grading
import Screen

/// What came of a check: what is wrong first, where, and why; or what was right.
struct VerdictText {
    private let verdict: Verdict
    private let exercise: Exercise
    private let theme: Theme

    /// The narrowest column in which expected and actual stand side by side.
    private static let narrowest = 12
    /// Lines of a longer text around the first difference.
    private static let mostRows = 6

    init(_ verdict: Verdict, exercise: Exercise, theme: Theme) {
        self.verdict = verdict
        self.exercise = exercise
        self.theme = theme
    }

    /// All lines at a width.
    func lines(_ setter: TextSetter) -> [StyledLine] {
        let result = verdict.fault.map { lines($0, setter) } ?? passed(setter)
        let coverage = verdict.coverage.map { setter.lines($0, style: theme.dim) } ?? []
        return result + coverage + (verdict.isPassed ? further(setter) : [])
    }

    private func passed(_ setter: TextSetter) -> [StyledLine] {
        setter.lines("Passed.", style: theme.good) + setter.lines(exercise.check.passed)
    }

    private func further(_ setter: TextSetter) -> [StyledLine] {
        setter.lines("Press s to compare with a solution.", style: theme.strong)
    }

    private func lines(_ fault: Fault, _ setter: TextSetter) -> [StyledLine] {
        var lines = setter.lines("Not yet: \(fault.sentence)", style: theme.error)
        let places = [fault.line.map { "line \($0)" }, fault.task].compactMap(\.self)
        if !places.isEmpty {
            lines += setter.lines("At \(places.joined(separator: ", ")).", style: theme.strong)
        }
        lines += comparison(fault, setter)
        return lines
            + [fault.cause, fault.explanation].compactMap(\.self).flatMap { setter.lines($0) }
    }

    /// What was wanted beside what is; rows that differ stand out.
    private func comparison(_ fault: Fault, _ setter: TextSetter) -> [StyledLine] {
        guard fault.expected != nil || fault.actual != nil else { return [] }
        let width = max(Self.narrowest, (setter.width - 5) / 2)
        let compared = LineComparison(expected: fault.expected ?? "", actual: fault.actual ?? "")
        let head = StyledLine(
            spans: [
                ("  " + TextWidth.padded("expected", to: width) + " ", theme.dim),
                ("  yours", theme.dim),
            ]
        )
        return [head] + compared.rows(Self.mostRows).flatMap { lines($0, width) }
    }

    private func lines(_ row: LineComparison.Row, _ width: Int) -> [StyledLine] {
        let expected = wrapped(row.expected, width)
        let actual = wrapped(row.actual, width)
        return (0..<max(expected.count, actual.count)).map { index in
            let left = index < expected.count ? expected[index] : ""
            let right = index < actual.count ? actual[index] : ""
            let isMarked = row.isDifferent && index == 0
            return StyledLine(
                spans: [
                    ("  " + TextWidth.padded(left, to: width) + " ", .plain),
                    (isMarked ? "\(theme.glyphs.pointerRight) " : "  ", theme.error),
                    (right, row.isDifferent ? theme.error : .plain),
                ]
            )
        }
    }

    private func wrapped(_ text: String, _ width: Int) -> [String] {
        TextWidth.wrapped(TextWidth.visible(text), to: width)
    }
}
