/// Makes a failing schedule shorter: the same failure with fewer switches.
///
/// By delta debugging (Zeller and Hildebrandt: Simplifying and Isolating Failure-Inducing Input, IEEE
/// Transactions on Software Engineering, 2002): it leaves out ever smaller parts, and keeps what still
/// fails.
public struct Shrinker: Sendable {
    /// The shortest so far that fails.
    public private(set) var switches: [Schedule.Switch]
    private var parts = 2
    private var part = 0
    private var attempt: [Schedule.Switch]?

    /// Begins with the switches of a run that failed.
    public init(_ switches: [Schedule.Switch]) {
        self.switches = switches
    }

    /// What to run next; nil: no switch can be left out.
    public mutating func next() -> [Schedule.Switch]? {
        guard !switches.isEmpty else { return nil }
        let size = (switches.count + parts - 1) / parts
        let start = part * size
        if start >= switches.count {
            guard size > 1 else { return nil }
            parts = min(parts * 2, switches.count)
            part = 0
            return next()
        }
        var shorter = switches
        shorter.removeSubrange(start..<min(start + size, switches.count))
        attempt = shorter
        return shorter
    }

    /// Whether the schedule handed out last fails in the same way, and with which switches it ran:
    /// some may not have been possible.
    public mutating func learn(fails: Bool, as ran: [Schedule.Switch]) {
        guard let attempt else { return }
        self.attempt = nil
        if fails, ran.count <= attempt.count {
            switches = ran
            parts = max(2, min(parts - 1, switches.count))
            part = 0
        } else {
            part += 1
        }
    }
}
