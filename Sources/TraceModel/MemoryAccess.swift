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

/// Two tasks at the same memory, one of which changes it, in the order that a schedule has made.
public struct AccessConflict: Hashable, Sendable {
    /// Whom the schedule let run first.
    public let first: TaskID
    /// What it did.
    public let firstAccess: MemoryAccess
    /// Who had to wait.
    public let second: TaskID
    /// What it did later.
    public let secondAccess: MemoryAccess

    /// The first conflict of a run that comes the other way round in another run of the same program.
    ///
    /// - Parameters:
    ///   - events: of the run, in which memory is where it is in the other.
    ///   - other: events of the other run.
    /// - Returns: nil where there is none that is told.
    public static func turned(in events: [TraceEvent], against other: [TraceEvent])
        -> AccessConflict?
    {
        let places = Dictionary(
            zip(NthAccess.all(of: other), 0...).map { ($0, $1) },
            uniquingKeysWith: { first, _ in first }
        )
        // Those that both runs have, by the memory that they are of, in the order of the run.
        var byAddress: [UInt64: [(access: NthAccess, index: Int, place: Int)]] = [:]
        for (index, access) in NthAccess.all(of: events).enumerated() {
            guard let place = places[access] else { continue }
            byAddress[access.access.address, default: []].append((access, index, place))
        }
        let pairs = byAddress.values.compactMap { all in
            all.indices.lazy.compactMap { first in
                all[(first + 1)...].first { second in
                    second.place < all[first].place && second.access.task != all[first].access.task
                        && (second.access.access.writes || all[first].access.access.writes)
                }.map { (all[first], $0) }
            }.first
        }
        return pairs.min { $0.0.index < $1.0.index }.map { first, second in
            AccessConflict(
                first: first.access.task,
                firstAccess: first.access.access,
                second: second.access.task,
                secondAccess: second.access.access
            )
        }
    }

    /// The how manieth access of its kind it is of its task.
    private struct NthAccess: Hashable {
        let task: TaskID
        let access: MemoryAccess
        let number: Int

        /// More than these are not looked at.
        private static let most = 2_000

        static func all(of events: [TraceEvent]) -> [NthAccess] {
            var counts: [NthAccess: Int] = [:]
            var accesses: [NthAccess] = []
            for event in events where accesses.count < most {
                guard case .accessed(let task, let access) = event.fact, access.code != nil else {
                    continue
                }
                let first = NthAccess(task: task, access: access, number: 0)
                counts[first, default: 0] += 1
                accesses.append(NthAccess(task: task, access: access, number: counts[first] ?? 0))
            }
            return accesses
        }
    }

    /// The first conflict behind the last switch of a run; nil: there is none that is told.
    public static func behindLastSwitch(of events: [TraceEvent]) -> AccessConflict? {
        var rest = events[...]
        var switched: (first: TaskID, second: TaskID)?
        for (index, event) in events.enumerated() {
            if case .preferred(let first?, let second?, _) = event.fact {
                switched = (first, second)
                rest = events[(index + 1)...]
            }
        }
        guard let switched else { return nil }
        return conflict(switched.first, switched.second, in: rest)
    }

    /// More than these are not held against each other: that takes their square.
    private static let mostCompared = 2_000

    private static func conflict(
        _ first: TaskID,
        _ second: TaskID,
        in events: ArraySlice<TraceEvent>
    ) -> AccessConflict? {
        var accesses: [(task: TaskID, access: MemoryAccess)] = []
        for event in events where accesses.count < mostCompared {
            guard case .accessed(let task, let access) = event.fact, access.code != nil,
                task == first || task == second
            else { continue }
            accesses.append((task, access))
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
