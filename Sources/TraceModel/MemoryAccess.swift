/// One look at memory, or change of it.
public struct MemoryAccess: Hashable, Sendable {
    /// Where.
    public let address: UInt64
    /// It changed what is there.
    public let writes: Bool
    /// The code that did it; nil: not the program's own.
    public let code: ProgramAddress?
    /// Where the function of that code was called, where that is known.
    public let caller: ProgramAddress?

    /// An access, told in full.
    public init(
        address: UInt64,
        writes: Bool,
        code: ProgramAddress?,
        caller: ProgramAddress? = nil
    ) {
        self.address = address
        self.writes = writes
        self.code = code
        self.caller = caller
    }

    init(a: UInt64, b: UInt64) {
        self.init(
            address: a & ~(1 << 63),
            writes: a >> 63 == 1,
            code: ProgramAddress(call: b & 0xffff_ffff),
            caller: ProgramAddress(call: b >> 32)
        )
    }
}

/// Two tasks at the same memory, one of which changes it, in the order that a switch has made.
public struct AccessConflict: Hashable, Sendable {
    /// Whom the switch let run first.
    public let first: TaskID
    /// What it did.
    public let firstAccess: MemoryAccess
    /// Who had to wait.
    public let second: TaskID
    /// What it did later.
    public let secondAccess: MemoryAccess

    /// The first conflict behind the last switch of a run; nil: there is none that is told.
    public static func behindLastSwitch(of events: [TraceEvent]) -> AccessConflict? {
        var rest = events[...]
        var switched: (first: TaskID, second: TaskID)?
        for (index, event) in events.enumerated() {
            if case .preferred(let first?, let second?) = event.fact {
                switched = (first, second)
                rest = events[(index + 1)...]
            }
        }
        guard let switched else { return nil }
        return conflict(switched.first, switched.second, in: rest)
    }

    private static func conflict(
        _ first: TaskID,
        _ second: TaskID,
        in events: ArraySlice<TraceEvent>
    ) -> AccessConflict? {
        let accesses = events.compactMap { event -> (task: TaskID, access: MemoryAccess)? in
            guard case .accessed(let task, let access) = event.fact, access.code != nil,
                task == first || task == second
            else { return nil }
            return (task, access)
        }
        for (index, one) in accesses.enumerated() where one.task == first {
            let later = accesses[(index + 1)...].first { other in
                other.task == second && other.access.address == one.access.address
                    && (other.access.writes || one.access.writes)
            }
            guard let later else { continue }
            return AccessConflict(
                first: first,
                firstAccess: one.access,
                second: second,
                secondAccess: later.access
            )
        }
        return nil
    }
}
