import Curriculum
import Screen

/// A line of text in several styles.
struct StyledLine: Equatable {
    var spans: [(text: String, style: Style)] = []

    init(_ text: String = "", style: Style = .plain) {
        if !text.isEmpty { spans = [(text, style)] }
    }

    init(spans: [(text: String, style: Style)]) {
        self.spans = spans
    }

    static func == (left: StyledLine, right: StyledLine) -> Bool {
        left.spans.elementsEqual(right.spans) { $0.text == $1.text && $0.style == $1.style }
    }

    /// The cells that it takes.
    var width: Int { spans.reduce(0) { $0 + TextWidth.of($1.text) } }

    func draw(in frame: inout Frame, at point: Point, clippedTo clip: Rect) {
        var x = point.x
        for span in spans {
            x += frame.write(
                span.text,
                at: Point(x: x, y: point.y),
                style: span.style,
                clippedTo: clip
            )
        }
    }
}

/// Lesson text as lines of a width.
struct TextSetter {
    let theme: Theme
    let width: Int

    /// The blocks, one blank line between them.
    func lines(_ blocks: [TextBlock]) -> [StyledLine] {
        var lines: [StyledLine] = []
        for (index, block) in blocks.enumerated() {
            if index > 0 { lines.append(StyledLine()) }
            lines += self.lines(block)
        }
        return lines
    }

    /// Text of one style, wrapped.
    func lines(_ text: String, style: Style = .plain, indent: Int = 0) -> [StyledLine] {
        TiedText.wrapped(text, to: max(1, width - indent)).map {
            StyledLine(String(repeating: " ", count: indent) + $0, style: style)
        }
    }

    /// Text of one style behind a mark, wrapped so that what follows stands below its beginning.
    func lines(_ text: String, style: Style, after mark: String) -> [StyledLine] {
        let indent = TextWidth.of(mark)
        return TiedText.wrapped(text, to: max(1, width - indent)).enumerated().map { row, line in
            let margin = row == 0 ? mark : String(repeating: " ", count: indent)
            return StyledLine(margin + line, style: style)
        }
    }

    private func lines(_ block: TextBlock) -> [StyledLine] {
        switch block {
        case .paragraph(let spans): wrapped(spans)
        case .heading(let spans): wrapped(spans.map { TextSpan($0.text, .strong) })
        case .code(let text, _): listing(text)
        case .quote(let blocks): indented(blocks, by: "| ")
        case .list(let items, let start): list(items, start: start)
        }
    }

    /// A listing; a long line goes on below the text that it breaks in.
    private func listing(_ text: String) -> [StyledLine] {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        if rows.last?.isEmpty == true { rows.removeLast() }
        return rows.flatMap { row in
            let text = String(row)
            let sign = sign(beginning: text)
            let style = sign == nil ? theme.code : .plain
            return folded(text).enumerated().map { index, line in
                let shown = theme.localized(line)
                let first = index == 0 ? sign.map { (String(shown.prefix(1)), $0) } : nil
                let rest = first == nil ? shown : String(shown.dropFirst())
                return StyledLine(
                    spans: [("  ", .plain)] + (first.map { [$0] } ?? []) + [(rest, style)]
                )
            }
        }
    }

    private func folded(_ text: String) -> [String] {
        let room = max(1, width - 2)
        let indent = min(Self.column(ofLastWords: text), room / 2)
        let lines = TextWidth.wrapped(text, to: room)
        let rest = lines.dropFirst().flatMap { TextWidth.wrapped($0, to: room - indent) }
        return [lines.first ?? ""] + rest.map { String(repeating: " ", count: indent) + $0 }
    }

    /// The style of a sign of the timeline that begins a line and stands alone.
    private func sign(beginning line: String) -> Style? {
        guard let first = line.first, line.dropFirst().first == " " else { return nil }
        return theme.style(ofSign: first)
    }

    /// Where the text behind the last gap of two or more blanks begins, in cells; 0 without one.
    private static func column(ofLastWords text: String) -> Int {
        guard let gap = text.lastGap else { return 0 }
        return TextWidth.of(String(text[..<gap.upperBound]))
    }

    private func list(_ items: [[TextBlock]], start: Int?) -> [StyledLine] {
        items.enumerated().flatMap { offset, blocks in
            let mark = start.map { "\($0 + offset). " } ?? "\(theme.glyphs.bullet) "
            let indent = String(repeating: " ", count: TextWidth.of(mark))
            return indented(blocks, by: indent, first: mark)
        }
    }

    private func indented(
        _ blocks: [TextBlock],
        by indent: String,
        first: String? = nil
    ) -> [StyledLine] {
        let inner = TextSetter(theme: theme, width: max(1, width - TextWidth.of(indent)))
        return inner.lines(blocks).enumerated().map { index, line in
            StyledLine(spans: [(index == 0 ? first ?? indent : indent, .plain)] + line.spans)
        }
    }

    private func wrapped(_ spans: [TextSpan]) -> [StyledLine] {
        let text = spans.map(\.text).joined()
        var styles: [(range: Range<String.Index>, style: Style)] = []
        var start = text.startIndex
        for span in spans {
            let end = text.utf8.index(start, offsetBy: span.text.utf8.count)
            styles.append((start..<end, style(span.kind)))
            start = end
        }
        return TiedText.wrappedRanges(text, to: width).map { line in
            StyledLine(
                spans: styles.compactMap { piece in
                    let range = piece.range.clamped(to: line)
                    return range.isEmpty
                        ? nil : (theme.localized(String(text[range])), piece.style)
                }
            )
        }
    }

    private func style(_ kind: TextSpan.Kind) -> Style {
        switch kind {
        case .plain: .plain
        case .strong: theme.strong
        case .emphasis: theme.emphasis
        case .code: theme.code
        }
    }
}

extension String {
    /// The last two blanks that stand together behind other text.
    fileprivate var lastGap: Range<String.Index>? {
        var end = endIndex
        while end > startIndex {
            let before = index(before: end)
            guard before > startIndex else { return nil }
            let start = index(before: before)
            if self[before] == " ", self[start] == " ", start > startIndex { return start..<end }
            end = before
        }
        return nil
    }
}
