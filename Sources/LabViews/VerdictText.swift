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
        let expected = rows(fault.expected, width)
        let actual = rows(fault.actual, width)
        let head = StyledLine(
            spans: [
                ("  " + TextWidth.padded("expected", to: width) + " ", theme.dim),
                ("  yours", theme.dim),
            ]
        )
        let count = max(expected.count, actual.count)
        return [head]
            + (0..<count).map { row in
                let left = row < expected.count ? expected[row] : ""
                let right = row < actual.count ? actual[row] : ""
                let isSame = left == right
                return StyledLine(
                    spans: [
                        ("  " + TextWidth.padded(left, to: width) + " ", .plain),
                        (isSame ? "  " : "\(theme.glyphs.pointerRight) ", theme.error),
                        (right, isSame ? .plain : theme.error),
                    ]
                )
            }
    }

    private func rows(_ text: String?, _ width: Int) -> [String] {
        (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { TextWidth.wrapped(TextWidth.visible(String($0)), to: width) }
    }
}
