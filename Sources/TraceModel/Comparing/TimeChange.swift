/// A time in two runs.
public struct TimeChange: Equatable, Sendable {
    /// In the run before.
    public let before: Nanoseconds
    /// In the run now.
    public let now: Nanoseconds

    /// A time before and now.
    public init(before: Nanoseconds, now: Nanoseconds) {
        self.before = before
        self.now = now
    }

    /// How far apart the two are.
    public var difference: Nanoseconds { before > now ? before - now : now - before }
    /// It is less now.
    public var isLess: Bool { now < before }
}

/// Which differences of two runs mean something.
public enum Sharpness: Equatable, Sendable {
    /// Both have virtual time, and nothing from outside took part: every difference does.
    case exact
    /// Real time differs from run to run by itself: what is less than a hundredth of a second and a
    /// twentieth of the time is about the same.
    case rough

    /// The two times are the same, as far as such runs can tell.
    public func isSame(_ change: TimeChange) -> Bool {
        switch self {
        case .exact: return change.difference == 0
        case .rough:
            let largest = max(change.before, change.now)
            return change.difference <= 10_000_000 + largest / 20
        }
    }
}
