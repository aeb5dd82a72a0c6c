/// Two texts side by side, line by line.
public struct LineComparison {
    /// A line of each.
    public struct Row: Equatable {
        /// What was wanted; empty where nothing more was.
        public let expected: String
        /// What is; empty where there is nothing more.
        public let actual: String
        /// The two are not the same.
        public var isDifferent: Bool { expected != actual }
    }

    private let all: [Row]

    /// Compares what was wanted with what is.
    public init(expected: String, actual: String) {
        let left = expected.split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init
        )
        let right = actual.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        all = (0..<max(left.count, right.count)).map { index in
            Row(
                expected: left.indices.contains(index) ? left[index] : "",
                actual: right.indices.contains(index) ? right[index] : ""
            )
        }
    }

    /// So many rows at most, with the first difference among them.
    public func rows(_ most: Int) -> [Row] {
        guard all.count > most else { return all }
        let first = all.firstIndex(where: \.isDifferent) ?? 0
        let start = min(max(0, first - 2), all.count - most)
        return Array(all[start..<start + most])
    }
}
