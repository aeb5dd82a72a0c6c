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
    /// As somebody who watched has chosen, and otherwise by another schedule, which is none of these. Each
    /// choice is told beside who would have been next by that one.
    indirect case chosen([Switch], otherwise: Schedule)

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

    /// What goes on where nobody has chosen: itself, but for one that was chosen.
    public var unchosen: Schedule {
        if case .chosen(_, let otherwise) = self { otherwise.unchosen } else { self }
    }

    /// What somebody chose.
    public var choices: [Switch] {
        if case .chosen(let choices, _) = self { choices } else { [] }
    }

    /// This schedule with other choices of somebody; none are left out.
    public func choosing(_ choices: [Switch]) -> Schedule {
        choices.isEmpty ? unchosen : .chosen(choices, otherwise: unchosen)
    }

    /// The most switches that a program can be asked for.
    public static let mostSwitches = 64
}
