/// A task read memory, waited, and changed it as if nothing had happened; meanwhile another changed it.
public struct StaleUse: Hashable, Sendable {
    /// Who relied on what was not so any more.
    public let task: TaskID
    /// What it looked at.
    public let read: MemoryAccess
    /// Who changed it meanwhile.
    public let other: TaskID
    /// How.
    public let change: MemoryAccess
    /// What the task wrote afterwards.
    public let write: MemoryAccess

    /// The first of a run that tells its accesses; nil: there is none.
    public static func first(in events: [TraceEvent]) -> StaleUse? {
        var reads: [Place: MemoryAccess] = [:]
        var changes: [Place: (task: TaskID, access: MemoryAccess)] = [:]
        for event in events {
            guard case .accessed(let task, let access) = event.fact, access.code != nil else {
                continue
            }
            let own = Place(task: task, address: access.address)
            guard access.writes else {
                // The first look counts, until the task has written.
                if reads[own] == nil { reads[own] = access }
                continue
            }
            if let read = reads[own], let (other, change) = changes[own] {
                return StaleUse(task: task, read: read, other: other, change: change, write: access)
            }
            reads[own] = nil
            for reader in reads.keys where reader.address == access.address && reader.task != task {
                if changes[reader] == nil { changes[reader] = (task, access) }
            }
            changes[own] = nil
        }
        return nil
    }

    private struct Place: Hashable {
        let task: TaskID
        let address: UInt64
    }
}
