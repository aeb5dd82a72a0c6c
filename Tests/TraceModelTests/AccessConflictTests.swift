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

    @Test("are those that come the other way round in another run")
    func turned() throws {
        let right = [
            access(one, 8, writes: true), access(other, 16, writes: true),
            access(one, 24, writes: false), access(other, 24, writes: true),
        ]
        let wrong = [
            access(one, 8, writes: true), access(other, 16, writes: true),
            access(other, 24, writes: true), access(one, 24, writes: false),
            // Only this run has it.
            access(other, 8, writes: false),
        ]
        let found = try #require(AccessConflict.turned(in: wrong, against: right))
        #expect(found.first == other && found.firstAccess.writes)
        #expect(found.second == one && !found.secondAccess.writes)
        #expect(found.firstAccess.address == 24)
        #expect(AccessConflict.turned(in: right, against: right) == nil)
    }

    @Test("are told of the second use where a task uses memory several times")
    func turnedLater() throws {
        let right = [
            access(one, 8, writes: true), access(one, 8, writes: true),
            access(other, 8, writes: false),
        ]
        let wrong = [
            access(one, 8, writes: true), access(other, 8, writes: false),
            access(one, 8, writes: true),
        ]
        let found = try #require(AccessConflict.turned(in: wrong, against: right))
        #expect(found.first == other && found.second == one)
    }

    @Test("that both only read are none, whatever their order")
    func turnedReads() {
        let right = [access(one, 8, writes: false), access(other, 8, writes: false)]
        #expect(AccessConflict.turned(in: right.reversed(), against: right) == nil)
    }
}

@Suite("A value that is stale")
struct StaleUseTests {
    private let one = TaskID(rawValue: 2)
    private let other = TaskID(rawValue: 3)

    private func access(_ task: TaskID, writes: Bool, address: UInt64 = 8) -> TraceEvent {
        let code = ProgramAddress(rawValue: 1)
        return at(0, .accessed(task, MemoryAccess(address: address, writes: writes, code: code)))
    }

    @Test("was read before another wrote, and is written after that")
    func found() throws {
        let use = try #require(
            StaleUse.first(in: [
                access(one, writes: false), access(other, writes: false),
                access(other, writes: true), access(one, writes: true),
            ])
        )
        #expect(use.task == one && use.other == other)
        #expect(!use.read.writes && use.change.writes && use.write.writes)
    }

    @Test("is none where nobody wrote between, or elsewhere")
    func none() {
        #expect(
            StaleUse.first(in: [
                access(one, writes: false), access(one, writes: true),
                access(other, writes: false), access(other, writes: true),
            ]) == nil
        )
        #expect(
            StaleUse.first(in: [
                access(one, writes: false), access(other, writes: true, address: 16),
                access(one, writes: true),
            ]) == nil
        )
    }

    @Test("is none where the task has written since, and looks again")
    func again() {
        #expect(
            StaleUse.first(in: [
                access(one, writes: false), access(one, writes: true),
                access(other, writes: true),
                access(one, writes: false), access(one, writes: true),
            ]) == nil
        )
    }
}
