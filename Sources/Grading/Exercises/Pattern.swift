/// A text in which `*` stands for any text.
struct Pattern: Equatable, Sendable {
    let text: String
    private let parts: [Substring]

    init(_ text: String) {
        self.text = text
        parts = text.split(separator: "*", omittingEmptySubsequences: false)
    }

    func matches(_ other: String) -> Bool { wildcards(in: other) != nil }

    /// What the stars stand for, each as short as possible; nil where the text does not match.
    func wildcards(in other: String) -> [Substring]? {
        guard let first = parts.first, let last = parts.last, other.hasPrefix(first) else {
            return nil
        }
        var rest = other.dropFirst(first.count)
        guard parts.count > 1 else { return rest.isEmpty ? [] : nil }
        var found: [Substring] = []
        for part in parts.dropFirst().dropLast() {
            guard
                let range = part.isEmpty
                    ? rest.startIndex..<rest.startIndex : rest.firstRange(of: part)
            else { return nil }
            found.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        guard rest.hasSuffix(last) else { return nil }
        return found + [rest.dropLast(last.count)]
    }
}
