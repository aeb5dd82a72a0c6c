import Curriculum
import Screen

/// The source of a program as rows of a width, beside a margin for numbers and tasks: a long line takes several,
/// so that none is cut off.
struct FoldedSource {
    struct Row {
        /// From 1.
        let line: Int
        let text: String
        /// The first row of its line.
        let isFirst: Bool
        /// The line is a comment.
        let isComment: Bool
    }

    private(set) var rows: [Row] = []
    /// The first row of each line.
    private var starts: [Int] = []
    /// Cells that the number of a line takes, and those for its text.
    private(set) var digits = 1
    private(set) var room = 8

    /// No source.
    init() {}

    init(_ program: ProgramReference, width: Int) {
        let lines = program.lines
        digits = String(lines.count).count
        room = max(8, width - CodeMargin.width(digits: digits))
        for (index, line) in lines.enumerated() {
            starts.append(rows.count)
            let isComment = line.drop { $0 == " " }.hasPrefix("//")
            for (row, text) in SourceLine(line).folded(to: room).enumerated() {
                rows.append(
                    Row(line: index + 1, text: text, isFirst: row == 0, isComment: isComment)
                )
            }
        }
    }

    /// The rows of a line; nil where there is no such line.
    func rows(ofLine line: Int) -> Range<Int>? {
        guard starts.indices.contains(line - 1) else { return nil }
        return starts[line - 1]..<(line < starts.count ? starts[line] : rows.count)
    }
}

/// The source that was folded last.
final class KeptCode {
    private var program: ProgramReference?
    private var width = 0
    private var source = FoldedSource()

    /// The source of a program, folded anew only where it is another one or has another width.
    func source(of program: ProgramReference, width: Int) -> FoldedSource {
        if program != self.program || width != self.width {
            source = FoldedSource(program, width: width)
            (self.program, self.width) = (program, width)
        }
        return source
    }
}

/// A line of source that may be longer than its place.
struct SourceLine {
    private let text: String

    init(_ text: Substring) {
        self.text = String(text)
    }

    /// The line, and what does not fit below it, indented a little further.
    func folded(to width: Int) -> [String] {
        guard TextWidth.of(text) > width else { return [text] }
        let indent = min(text.prefix { $0 == " " }.count + 4, width / 2)
        let first = TextWidth.wrappedRanges(text, to: width)[0]
        let rest = text[first.upperBound...].drop { $0 == " " }
        let folded = TextWidth.wrapped(String(rest), to: width - indent)
        return [String(text[first])] + folded.map { String(repeating: " ", count: indent) + $0 }
    }
}
