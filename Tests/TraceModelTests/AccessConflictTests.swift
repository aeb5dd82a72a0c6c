import TestSupport
import Testing
import TraceModel

@Suite("Uses of the same memory behind a switch")
struct AccessConflictTests {
    private let one = TaskID(rawValue: 2)
    private let other = TaskID(rawValue: 3)

    private func access(_ task: TaskID, _ address: UInt64, writes: Bool) -> TraceEvent {
        let code = ProgramAddress(rawValue: UInt32(address) + 1)
        return at(0, .accessed(task, MemoryAccess(address: address, writes: writes, code: code)))
    }

    private func conflict(_ events: TraceEvent...) -> AccessConflict? {
        AccessConflict.behindLastSwitch(of: events)
    }

    @Test("conflict where one of them writes")
    func found() throws {
        let found = try #require(
            conflict(
                at(0, .preferred(one, to: other)),
                access(one, 8, writes: false),
                access(one, 16, writes: false),
                access(other, 8, writes: false),
                access(other, 16, writes: true)
            )
        )
        #expect(found.first == one)
        #expect(found.firstAccess.address == 16)
        #expect(!found.firstAccess.writes)
        #expect(found.second == other)
        #expect(found.secondAccess.writes)
    }

    @Test("do not conflict where both read, or in the other order, or before the switch")
    func none() {
        let switched = at(0, .preferred(one, to: other))
        #expect(
            conflict(switched, access(one, 8, writes: false), access(other, 8, writes: false))
                == nil
        )
        #expect(
            conflict(switched, access(other, 8, writes: true), access(one, 8, writes: true)) == nil
        )
        #expect(
            conflict(access(one, 8, writes: true), switched, access(other, 8, writes: true)) == nil
        )
        #expect(conflict(access(one, 8, writes: true), access(other, 8, writes: true)) == nil)
    }

    @Test("are looked for behind the last switch alone")
    func last() throws {
        let found = try #require(
            conflict(
                at(0, .preferred(other, to: one)),
                access(other, 8, writes: true),
                access(one, 8, writes: true),
                at(0, .preferred(one, to: other)),
                access(one, 16, writes: true),
                access(other, 16, writes: false)
            )
        )
        #expect(found.firstAccess.address == 16)
    }
}
