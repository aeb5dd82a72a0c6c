/// A version of Swift, such as 6.3.1.
public struct SwiftVersion: Hashable, Comparable, Sendable, Codable {
    /// The first number.
    public let major: Int
    /// The second number.
    public let minor: Int
    /// The third number, 0 if there is none.
    public let patch: Int

    /// The oldest version that asynclab works with.
    public static let oldestSupported = SwiftVersion(major: 6, minor: 2, patch: 0)

    /// A version of three numbers.
    public init(major: Int, minor: Int, patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Finds the version in a compiler's own words, such as
    /// `Swift version 6.3.1 (swift-6.3.1-RELEASE)` or `Swift version 6.4-dev (…)`.
    public init?(describedBy text: String) {
        guard let match = text.firstMatch(of: /Swift version (\d+)\.(\d+)(?:\.(\d+))?/),
            let major = Int(match.1), let minor = Int(match.2)
        else { return nil }
        self.init(major: major, minor: minor, patch: match.3.flatMap { Int($0) } ?? 0)
    }

    /// Orders versions by age.
    public static func < (left: Self, right: Self) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}

extension SwiftVersion: CustomStringConvertible {
    /// The version as people write it.
    public var description: String { "\(major).\(minor).\(patch)" }
}
