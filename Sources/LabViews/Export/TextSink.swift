/// Takes a long text in pieces, and hands it on in larger ones.
struct TextSink {
    private var text = ""
    private let put: (String) throws -> Void

    /// Pieces are handed on once they have so many bytes together.
    private static let piece = 1 << 16

    init(_ put: @escaping (String) throws -> Void) {
        self.put = put
        text.reserveCapacity(Self.piece * 2)
    }

    mutating func write(_ more: String) throws {
        text += more
        if text.utf8.count >= Self.piece { try flush() }
    }

    /// Hands on what there is; at the end, once.
    mutating func flush() throws {
        if !text.isEmpty { try put(text) }
        text.removeAll(keepingCapacity: true)
    }
}
