/// Who is next, at every choice of a run: the same each time.
public enum Schedule: Hashable, Sendable {
    /// As a seed says: 0 is first come, first served, any other a random order.
    case seeded(UInt64)
    /// Who ran last goes on where it can, else who came first is next; but for the switches, which are
    /// in the order of their choices.
    case steady([Switch])
    /// A random order.
    case random(seed: UInt64)
    /// By random priorities, which change at `depth` - 1 of the first `length` choices (PCT).
    case priorities(seed: UInt64, depth: Int, length: Int)

    /// One choice that is not the steady one.
    public struct Switch: Hashable, Sendable {
        /// Number of the choice, from 0, among those where more than one could run.
        public let choice: Int
        /// Which of the others is next, from 1.
        public let other: Int

        /// The other number `other` at choice number `choice`.
        public init(choice: Int, other: Int) {
            self.choice = choice
            self.other = other
        }
    }

    /// The most switches that a program can be asked for.
    public static let mostSwitches = 64
}
