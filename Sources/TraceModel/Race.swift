/// Two accesses of the same memory that nothing puts in order, at least one of which writes.
public struct Race: Hashable, Sendable {
    /// One of the two.
    public struct Access: Hashable, Sendable {
        /// Whose it was; nil: of a thread that no task was on.
        public let task: TaskID?
        /// It wrote; else it read.
        public let isWrite: Bool
        /// Where it was made.
        public let place: PlaceID?

        /// An access of a task at a place.
        public init(task: TaskID?, isWrite: Bool, place: PlaceID?) {
            self.task = task
            self.isWrite = isWrite
            self.place = place
        }
    }

    /// What memory it was.
    public enum Memory: Hashable, Sendable {
        case unknown
        /// A variable of the program, by its address.
        case variable(ProgramAddress)
        /// A part of something that was made at a place: an object, a buffer.
        case heap(PlaceID?)
    }

    /// When the later access was made, which showed it.
    public let time: Nanoseconds
    /// What memory it was.
    public let memory: Memory
    /// The later access.
    public let later: Access
    /// The one before it.
    public let former: Access
}

/// Half of a race.
struct OpenRace: Equatable {
    let later: Race.Access
    let memory: Race.Memory
}

extension Trace {
    /// Takes in one of the two accesses of a race.
    mutating func race(
        _ access: Race.Access,
        _ memory: Race.Memory,
        isFormer: Bool,
        at time: Nanoseconds
    ) {
        guard isFormer else {
            openRace = OpenRace(later: access, memory: memory)
            return
        }
        guard let open = openRace else { return }
        races.append(Race(time: time, memory: open.memory, later: open.later, former: access))
        openRace = nil
    }

    /// The name of the variable that a race was on; nil where it was none, or it is not known.
    public func variable(of race: Race) -> String? {
        guard case .variable(let address) = race.memory else { return nil }
        return places.knownLines[address]?.first?.function
    }
}

extension CodeLine {
    /// What is known of a variable: its name, and no line.
    ///
    /// So it is kept, and told, with the lines of other addresses.
    public init(variable name: String) {
        self.init(function: name, file: "", line: 0)
    }
}
