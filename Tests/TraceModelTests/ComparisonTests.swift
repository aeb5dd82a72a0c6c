import TestSupport
import Testing
import TraceModel

@Suite("Two runs compared")
struct ComparisonTests {
    /// A child of a task that is created, is on a thread from `start`, and ends at `end`.
    private func child(
        _ id: TaskID,
        of parent: TaskID = 1,
        _ name: String?,
        from created: Nanoseconds,
        to end: Nanoseconds,
        origin: TaskOrigin = .groupChild
    ) -> [TraceEvent] {
        let thread = UInt16(id.rawValue)
        return [
            at(created, .created(id, by: parent, origin: origin, name: name)),
            at(created, on: thread, .started(id, on: .pool)),
            at(end, on: thread, .ended(id, threw: false, cancelled: false)),
        ]
    }

    private func run(_ tasks: [TraceEvent]..., clock: TraceClock = .virtual) -> RunComparison.Side {
        let main = [
            at(0, .created(1, by: nil, origin: .unstructured, name: nil)),
            at(0, .started(1, on: .main)), at(1, .stopped(1, for: .group)),
        ]
        let events = tasks.joined().enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }
        var trace = Trace(main + events.map(\.element))
        trace.end(at: trace.lastEvent, inGoodOrder: true)
        return .init(trace, end: trace.lastEvent, clock: clock)
    }

    private func pairs(_ comparison: RunComparison) -> [String] {
        comparison.pairs.map { pair in
            let ids = [pair.before?.id, pair.now?.id].map { $0.map { "\($0.rawValue)" } ?? "-" }
            return "\(pair.title): \(ids[0]) \(ids[1]) \(comparison.verdict(on: pair))"
        }
    }

    /// Two tasks that run for no time, print a line each, and end.
    private func printing(_ order: [TaskID], _ texts: [String] = ["2\n", "3\n"]) -> [TraceEvent] {
        let ids: [TaskID] = [2, 3]
        return ids.map {
            at(5, .created($0, by: 1, origin: .groupChild, name: "t\($0.rawValue)"))
        }
            + order.flatMap { id in
                [
                    at(5, on: 2, .started(id, on: .pool)),
                    at(
                        5,
                        on: 2,
                        .printed(id, stream: .standardOutput, text: texts[Int(id.rawValue) - 2])
                    ),
                    at(5, on: 2, .ended(id, threw: false, cancelled: false)),
                ]
            }
    }

    @Test("tells what came in another order where no time differs")
    func order() {
        let before = run(printing([2, 3]))
        let same = RunComparison(before: before, now: run(printing([2, 3])))
        #expect(same.order.output == .same && same.order.jobs == nil && same.hasSameTimes)
        let now = RunComparison(before: before, now: run(printing([3, 2])))
        #expect(now.hasSameTimes && now.sameCount == 3)
        #expect(now.order.output == .reordered(line: 1))
        #expect(now.order.jobs?.time == 5)
        #expect(now.order.jobs?.before == "t2" && now.order.jobs?.now == "t3")
        let other = RunComparison(before: before, now: run(printing([2, 3], ["2\n", "4\n"])))
        #expect(other.order.output == .other(line: 2) && other.order.jobs == nil)
    }

    @Test("has tasks of one name as pairs, whatever their order, and each of several in order")
    func names() {
        let before = run(
            child(2, "a", from: 10, to: 20),
            child(3, "b", from: 10, to: 30),
            child(4, "b", from: 11, to: 40)
        )
        let now = run(
            child(2, "b", from: 10, to: 30),
            child(3, "b", from: 11, to: 40),
            child(4, "a", from: 12, to: 20)
        )
        #expect(
            pairs(RunComparison(before: before, now: now)) == [
                "main: 1 1 same", "b: 3 2 same", "b: 4 3 same", "a: 2 4 faster",
            ]
        )
    }

    @Test("tells what is new, and what is gone where it was among its brothers")
    func newAndGone() {
        let before = run(
            child(2, "first", from: 10, to: 20),
            child(3, "gone", from: 11, to: 30),
            child(5, of: 3, "grandchild", from: 12, to: 13),
            child(4, "last", from: 14, to: 40)
        )
        let now = run(
            child(2, "first", from: 10, to: 20),
            child(3, "last", from: 14, to: 50),
            child(4, "new", from: 15, to: 50)
        )
        #expect(
            pairs(RunComparison(before: before, now: now)) == [
                "main: 1 1 slower", "first: 2 2 same", "gone: 3 - gone", "grandchild: 5 - gone",
                "last: 4 3 slower", "new: - 4 new",
            ]
        )
    }

    @Test("finds a name that is there once in both, below another parent, and its children")
    func moved() {
        let before = run(
            child(2, "load", from: 10, to: 20),
            child(3, of: 2, nil, from: 11, to: 15)
        )
        let now = run(
            child(2, "group", from: 10, to: 40),
            child(3, of: 2, "load", from: 20, to: 30),
            child(4, of: 3, nil, from: 21, to: 25)
        )
        #expect(
            pairs(RunComparison(before: before, now: now)) == [
                "main: 1 1 slower", "group: - 2 new", "load: 2 3 later", "task 4: 3 4 later",
            ]
        )
    }

    /// The line that a task was created at.
    private func place(_ task: TaskID, line: UInt32) -> [TraceEvent] {
        let address = ProgramAddress(rawValue: line)
        return [
            at(0, .placed(PlaceID(rawValue: line), [address])),
            at(10, .createdAt(task, PlaceID(rawValue: line))),
        ]
    }

    @Test("knows tasks without a name by the text of the line that made them, wherever it stands")
    func lines() {
        let sources = [
            "async let a = one()\nasync let b = two()\n",
            "async let b = two()\nasync let a = one()\n",
        ]
        let sides = sources.map { source -> RunComparison.Side in
            let lines = (1...2 as ClosedRange<UInt32>).map { number in
                let line = CodeLine(function: "main", file: "a.swift", line: Int(number))
                return (ProgramAddress(rawValue: number), [line])
            }
            let known = CodePlaces.text(of: Dictionary(uniqueKeysWithValues: lines))
            let noted = [at(0, .noted(.sourceText, source)), at(0, .noted(.lines, known))]
            return run(
                noted,
                child(2, nil, from: 10, to: 20, origin: .asyncLet),
                child(3, nil, from: 10, to: 30, origin: .asyncLet),
                place(2, line: 1),
                place(3, line: 2)
            )
        }
        #expect(
            pairs(RunComparison(before: sides[0], now: sides[1])).dropFirst() == [
                "async let 2: 3 2 faster", "async let 3: 2 3 slower",
            ]
        )
        #expect(
            pairs(RunComparison(before: sides[0], now: sides[0])).dropFirst() == [
                "async let 2: 2 2 same", "async let 3: 3 3 same",
            ]
        )
    }

    @Test("adds up the times of all tasks by state, before and now")
    func totals() {
        let before = run(child(2, "a", from: 10, to: 20))
        let now = run(child(2, "a", from: 10, to: 40), child(3, "b", from: 10, to: 15))
        let comparison = RunComparison(before: before, now: now)
        #expect(comparison.makespan == TimeChange(before: 20, now: 40))
        #expect(comparison.total(.running) == TimeChange(before: 11, now: 36))
        #expect(comparison.total(.awaiting) == TimeChange(before: 19, now: 39))
        for side in [before, now] {
            let other = RunComparison(before: side, now: side)
            let sum = TaskState.allCases.reduce(0) { $0 + other.total($1).now }
            let lives = other.pairs.reduce(0) { $0 + ($1.now?.lifetime ?? 0) }
            #expect(sum == lives)
            #expect(other.changed.isEmpty)
        }
    }

    @Test("puts first what changed most; equal ones stay in their order")
    func changed() {
        let before = run(
            child(2, "a", from: 10, to: 20),
            child(3, "b", from: 10, to: 20),
            child(4, "c", from: 10, to: 20)
        )
        let now = run(
            child(2, "a", from: 10, to: 15),
            child(3, "b", from: 10, to: 40),
            child(4, "c", from: 15, to: 25)
        )
        let comparison = RunComparison(before: before, now: now)
        #expect(comparison.changed.map { comparison.pairs[$0].title } == ["main", "b", "a", "c"])
    }

    @Test("takes small differences of real time for none, and every one of virtual time for one")
    func noise() {
        let second: Nanoseconds = 1_000_000_000
        let exact = RunComparison(
            before: run(child(2, "a", from: 0, to: second)),
            now: run(child(2, "a", from: 0, to: second + 1))
        )
        #expect(exact.sharpness == .exact)
        #expect(exact.verdict(on: exact.pairs[1]) == .slower)
        let rough = RunComparison(
            before: run(child(2, "a", from: 0, to: second)),
            now: run(child(2, "a", from: 0, to: second + 60_000_000), clock: .live)
        )
        #expect(rough.sharpness == .rough)
        #expect(rough.verdict(on: rough.pairs[1]) == .same)
        let change = TimeChange(before: second, now: second - 61_000_000)
        #expect(!Sharpness.rough.isSame(change) && change.isLess)
        #expect(change.difference == 61_000_000)
    }

    @Test("holds nothing against nothing, and a run against an empty one")
    func empty() {
        let none = RunComparison.Side(Trace(), end: 0, clock: .virtual)
        #expect(RunComparison(before: none, now: none).pairs.isEmpty)
        let comparison = RunComparison(before: run(child(2, "a", from: 1, to: 2)), now: none)
        #expect(pairs(comparison) == ["main: 1 - gone", "a: 2 - gone"])
    }

    @Test("has each task of both runs once, at any size", .timeLimit(.minutes(1)))
    func many() {
        // As many as a quadratic search would not get through.
        let count: UInt32 = 50_000
        let side = { (offset: UInt32) -> RunComparison.Side in
            let tasks = (2..<count).flatMap { id -> [TraceEvent] in
                let parent = TaskID(rawValue: max(1, id / 3))
                let name = id % 2 == 0 ? "task \((id + offset) % 700)" : nil
                let start = Nanoseconds(id)
                return child(TaskID(rawValue: id), of: parent, name, from: start, to: start + 10)
            }
            return run(tasks)
        }
        let comparison = RunComparison(before: side(0), now: side(5))
        let before = comparison.pairs.compactMap { $0.before?.id.rawValue }
        let now = comparison.pairs.compactMap { $0.now?.id.rawValue }
        #expect(before.sorted() == Array(1..<count))
        #expect(now.sorted() == Array(1..<count))
    }
}
