import CCommonMark

/// One block of a lesson's body.
struct MarkdownBlock {
    enum Kind {
        case heading(level: Int, [TextSpan])
        case fence(info: String, text: String)
        case text(TextBlock)
    }

    let kind: Kind
    /// Line of the block's first character, from 1.
    let line: Int
}

/// Reads CommonMark, with libcmark, into the blocks that a terminal can show.
///
/// Anything else is noted and left out.
struct MarkdownReader {
    let log: ProblemLog

    func read(_ text: String) -> [MarkdownBlock] {
        guard let root = cmark_parse_document(text, text.utf8.count, CMARK_OPT_DEFAULT)
        else { return [] }
        defer { cmark_node_free(root) }
        return children(of: root).compactMap { node in
            block(node).map { MarkdownBlock(kind: $0, line: line(of: node)) }
        }
    }

    private func block(_ node: OpaquePointer) -> MarkdownBlock.Kind? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HEADING:
            .heading(level: Int(cmark_node_get_heading_level(node)), spans(in: node))
        case CMARK_NODE_CODE_BLOCK:
            .fence(info: string(cmark_node_get_fence_info(node)), text: literal(of: node))
        default:
            textBlock(node).map { .text($0) }
        }
    }

    private func textBlock(_ node: OpaquePointer) -> TextBlock? {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_PARAGRAPH:
            return .paragraph(spans(in: node))
        case CMARK_NODE_HEADING:
            return .heading(spans(in: node))
        case CMARK_NODE_LIST:
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            let items = children(of: node).map { children(of: $0).compactMap(textBlock) }
            return .list(
                items: items,
                start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil
            )
        case CMARK_NODE_CODE_BLOCK:
            let info = string(cmark_node_get_fence_info(node))
            return .code(
                literal(of: node),
                language: info.split(separator: " ").first.map(String.init)
            )
        case CMARK_NODE_BLOCK_QUOTE:
            return .quote(children(of: node).compactMap(textBlock))
        default:
            noteUnsupported(node)
            return nil
        }
    }

    private func spans(in node: OpaquePointer) -> [TextSpan] {
        children(of: node).flatMap { spans(of: $0, kind: .plain) }.joined
    }

    private func spans(of node: OpaquePointer, kind: TextSpan.Kind) -> [TextSpan] {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT:
            return [TextSpan(literal(of: node), kind)]
        case CMARK_NODE_CODE:
            return [TextSpan(literal(of: node), .code)]
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
            return [TextSpan(" ", kind)]
        case CMARK_NODE_EMPH:
            let inner = kind == .plain ? TextSpan.Kind.emphasis : kind
            return children(of: node).flatMap { spans(of: $0, kind: inner) }
        case CMARK_NODE_STRONG:
            return children(of: node).flatMap { spans(of: $0, kind: .strong) }
        case CMARK_NODE_LINK:
            return link(node, kind: kind)
        default:
            noteUnsupported(node)
            return []
        }
    }

    /// A link's text and, since a terminal cannot follow it, its address.
    private func link(_ node: OpaquePointer, kind: TextSpan.Kind) -> [TextSpan] {
        let text = children(of: node).flatMap { spans(of: $0, kind: kind) }
        let address = string(cmark_node_get_url(node))
        let isAddress = text.map(\.text).joined() == address
        return isAddress ? text : text + [TextSpan(" (\(address))", kind)]
    }

    private func noteUnsupported(_ node: OpaquePointer) {
        let name =
            switch cmark_node_get_type(node) {
            case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: "HTML"
            case CMARK_NODE_IMAGE: "an image"
            case CMARK_NODE_THEMATIC_BREAK: "a thematic break"
            default: "this"
            }
        log.note(.unsupportedMarkdown(name), line: line(of: node))
    }

    private func children(of node: OpaquePointer) -> [OpaquePointer] {
        var children: [OpaquePointer] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            children.append(child)
            next = cmark_node_next(child)
        }
        return children
    }

    private func line(of node: OpaquePointer) -> Int {
        Int(cmark_node_get_start_line(node))
    }

    private func literal(of node: OpaquePointer) -> String {
        let text = string(cmark_node_get_literal(node))
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    private func string(_ text: UnsafePointer<CChar>?) -> String {
        text.map { String(cString: $0) } ?? ""
    }
}

extension [TextSpan] {
    /// The same text with neighbours of one kind made one span.
    fileprivate var joined: [TextSpan] {
        reduce(into: []) { spans, span in
            if let last = spans.last, last.kind == span.kind {
                spans[spans.count - 1] = TextSpan(last.text + span.text, span.kind)
            } else {
                spans.append(span)
            }
        }
    }
}
