extension TextBlock {
    /// Rows that blocks take on a screen, with a blank row between two of them.
    ///
    /// Lines are wrapped at `width` columns; one character counts as one column.
    static func rows(of blocks: [TextBlock], width: Int) -> Int {
        blocks.reduce(0) { $0 + $1.rows(width: width) } + max(0, blocks.count - 1)
    }

    private func rows(width: Int) -> Int {
        switch self {
        case .paragraph(let spans), .heading(let spans):
            wrappedRows(of: spans.map(\.text).joined(), width: width)
        case .list(let items, _):
            items.reduce(0) { $0 + TextBlock.rows(of: $1, width: width - 3) }
        case .code(let text, _):
            text.split(separator: "\n", omittingEmptySubsequences: false).count
        case .quote(let blocks):
            TextBlock.rows(of: blocks, width: width - 2)
        }
    }
}

private func wrappedRows(of text: String, width: Int) -> Int {
    var rows = 1
    var used = 0
    for word in text.split(separator: " ") {
        let needed = used == 0 ? word.count : used + 1 + word.count
        if needed > width, used > 0 {
            rows += 1
            used = word.count
        } else {
            used = needed
        }
    }
    return rows
}
