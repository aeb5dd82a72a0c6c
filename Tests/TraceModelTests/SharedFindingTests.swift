import TestSupport
import Testing
import TraceModel

private let millisecond: Nanoseconds = 1_000_000

/// Findings about what lies between tasks, at their limits.
@Suite("Between tasks is found")
struct SharedFindingTests {
    private func found(
        _ events: [TraceEvent],
        until end: Nanoseconds,
        as runEnd: RunEnd? = nil
    ) -> [Finding] {
        var trace = Trace(events)
        trace.end(at: end, inGoodOrder: true)
        return trace.findings(end: runEnd)
    }

    private func kinds(
        _ events: [TraceEvent],
        until end: Nanoseconds,
        as runEnd: RunEnd? = nil
    ) -> Set<Finding.Kind> {
        Set(found(events, until: end, as: runEnd).map(\.kind))
    }

    /// Task 2 has an executor from 0 to `time`, and blocks meanwhile or not; task 3 waits for `asked`.
    private func kept(
        _ executor: Executor,
        for time: Nanoseconds,
        blocking: Bool,
        asked: Executor?
    ) -> [TraceEvent] {
        let name = TraceEvent.Fact.executorNamed(.actor(1), "Till")
        let begin = [
            at(0, name), at(0, on: 1, .created(2, by: nil, origin: .groupChild, name: "tea")),
            at(0, on: 1, .enqueued(2, on: executor, by: nil)),
            at(0, on: 1, .started(2, on: executor)),
            at(0, on: 1, .created(3, by: nil, origin: .groupChild, name: "rice")),
            at(0, on: 1, .enqueued(3, on: asked, by: nil)),
        ]
        let block = [at(0, on: 1, .blocked(2, call: .usleep)), at(time, on: 1, .unblocked(2))]
        return begin + (blocking ? block : []) + [
            at(time, on: 1, .ended(2, threw: false, cancelled: false)),
            at(time, on: 1, .started(3, on: asked)),
            at(time, on: 1, .ended(3, threw: false, cancelled: false)),
        ]
    }

    @Test("that the main actor was held, where another task waited for it long enough")
    func mainActor() {
        func kinds(
            _ time: Nanoseconds,
            blocking: Bool,
            asked: Executor? = .main,
            of end: Nanoseconds = 1000
        ) -> Bool {
            let events = kept(.main, for: time, blocking: blocking, asked: asked)
            return self.kinds(events, until: end * millisecond).contains(.mainActorHeld)
        }
        #expect(kinds(20 * millisecond, blocking: true))
        #expect(!kinds(20 * millisecond - 1, blocking: true))
        #expect(!kinds(20 * millisecond, blocking: true, of: 1001))
        #expect(kinds(100 * millisecond, blocking: false))
        #expect(!kinds(100 * millisecond - 1, blocking: false))
        #expect(!kinds(500 * millisecond, blocking: true, asked: .pool))
        #expect(!kinds(500 * millisecond, blocking: true, asked: nil))
    }

    @Test("that the pool was starved, where calls blocked and not where tasks computed")
    func pool() throws {
        let time = 50 * millisecond
        let blocked = kept(.pool, for: time, blocking: true, asked: .pool)
        let finding = try #require(
            found(blocked, until: 1000 * millisecond).first { $0.kind == .poolStarved }
        )
        #expect(
            finding.message
                == "No thread of the pool was free for 0.050 s: tea blocked one, and rice had to wait."
        )
        let computed = kept(.pool, for: 10 * time, blocking: false, asked: .pool)
        #expect(!kinds(computed, until: 1000 * millisecond).contains(.poolStarved))
        let short = kept(.pool, for: time - 1, blocking: true, asked: .pool)
        #expect(!kinds(short, until: 1000 * millisecond).contains(.poolStarved))
        let elsewhere = kept(.pool, for: 10 * time, blocking: true, asked: .main)
        #expect(!kinds(elsewhere, until: 1000 * millisecond).contains(.poolStarved))
    }

    /// Tasks from 2 on, all ready at 0; a thread each that blocks them in turn from one time to another.
    private func blocked(_ threads: [[(TaskID, from: UInt64, to: UInt64)]]) -> [TraceEvent] {
        let tasks = Set(threads.joined().map(\.0)).sorted()
        let begin = tasks.flatMap { task in
            [
                at(0, .created(task, by: nil, origin: .groupChild, name: "t\(task.rawValue)")),
                at(0, .enqueued(task, on: .pool, by: nil)),
            ]
        }
        let blocks = threads.enumerated().flatMap { index, turns in
            turns.flatMap { task, from, to in
                let thread = UInt16(index + 1)
                let isLast = !turns.contains { $0.0 == task && $0.from > from }
                return [
                    at(from * millisecond, on: thread, .started(task, on: .pool)),
                    at(from * millisecond, on: thread, .blocked(task, call: .usleep)),
                    at(to * millisecond, on: thread, .unblocked(task)),
                    at(
                        to * millisecond,
                        on: thread,
                        isLast ? .ended(task, threw: false, cancelled: false) : .yielded(task)
                    ),
                ]
            }
        }
        let sorted = blocks.enumerated().sorted { ($0.1.time, $0.0) < ($1.1.time, $1.0) }
        return begin + sorted.map(\.1)
    }

    private func starved(_ threads: [[(TaskID, from: UInt64, to: UInt64)]]) -> Finding? {
        found(blocked(threads), until: 10_000 * millisecond).first { $0.kind == .poolStarved }
    }

    @Test("that the pool was starved: a task that blocked and waited by turns is named once")
    func poolByTurns() {
        let pairs: [[(TaskID, from: UInt64, to: UInt64)]] = [
            [(2, 1, 2000), (4, 2000, 4000), (6, 4000, 6000)],
            [(3, 2, 2000), (5, 2000, 4000), (7, 4000, 6000)],
        ]
        #expect(
            starved(pairs)?.message
                == "No thread of the pool was free for 3.999 s: t4, t5, t2 and 1 more "
                + "blocked theirs, and t6 and t7 had to wait."
        )
        let round: [[(TaskID, from: UInt64, to: UInt64)]] = [
            (0..<9).map { (TaskID(rawValue: 2 + $0 % 3), UInt64($0) * 100, UInt64($0 + 1) * 100) }
        ]
        #expect(
            starved(round)?.message
                == "No thread of the pool was free for 0.800 s: t2, t3 and t4 blocked theirs by turns, "
                + "and had to wait for each other."
        )
    }

    @Test("that a task never yields, where it computes and another waits for a turn")
    func neverYields() throws {
        let time = 100 * millisecond
        for executor in [Executor.pool, .main, .actor(1), .custom(1)] {
            let events = kept(executor, for: time, blocking: false, asked: executor)
            #expect(kinds(events, until: 1000 * millisecond).contains(.neverYields), "\(executor)")
            let short = kept(executor, for: time - 1, blocking: false, asked: executor)
            #expect(!kinds(short, until: 1000 * millisecond).contains(.neverYields))
            let blocks = kept(executor, for: time, blocking: true, asked: executor)
            #expect(!kinds(blocks, until: 1000 * millisecond).contains(.neverYields))
        }
        let alone = kept(.pool, for: 5 * time, blocking: false, asked: .main)
        #expect(!kinds(alone, until: 1000 * millisecond).contains(.neverYields))
    }

    @Test("who waited for an actor, and who had it")
    func contention() throws {
        let events = kept(.actor(1), for: 50 * millisecond, blocking: true, asked: .actor(1))
        let finding = try #require(
            found(events, until: 1000 * millisecond).first { $0.kind == .actorContention }
        )
        #expect(finding.message == "rice waited 0.050 s for the actor Till, which tea kept.")
        #expect(finding.task == 3)
        // The actor was free: the wait was for a thread.
        let other = kept(.actor(2), for: 500 * millisecond, blocking: true, asked: .actor(1))
        #expect(!kinds(other, until: 1000 * millisecond).contains(.actorContention))
    }

    private func waiting(for wait: Wait) -> [TraceEvent] {
        TaskLifeTests.main + [
            at(0, .created(2, by: 1, origin: .unstructured, name: "fetch")),
            at(0, .placed(PlaceID(rawValue: 1), [ProgramAddress(rawValue: 64)])),
            at(0, on: 1, .started(2, on: .pool)),
            at(10, on: 1, .stopped(2, for: wait, at: PlaceID(rawValue: 1))),
        ]
    }

    @Test("a continuation that was not resumed, where more is known than that the program ended")
    func continuation() {
        let waiting = waiting(for: .continuation)
        #expect(!kinds(waiting, until: 900).contains(.continuationNeverResumed))
        #expect(kinds(waiting, until: 900, as: .timeLimit).contains(.continuationNeverResumed))
        // It began to wait shortly before the limit.
        #expect(!kinds(waiting, until: 18, as: .timeLimit).contains(.continuationNeverResumed))
        let group = self.waiting(for: .group)
        #expect(!kinds(group, until: 900, as: .timeLimit).contains(.continuationNeverResumed))
    }

    @Test(
        "a continuation of which the runtime said that it was lost, in the function that waits for it"
    )
    func lostContinuation() {
        for (function, isFound) in [
            ("answer(to:)", true), ("Model.answer(to:)", true), ("ask()", false),
        ] {
            let text = "SWIFT TASK CONTINUATION MISUSE: answer(to:) leaked its continuation!\n"
            var trace = Trace(
                waiting(for: .continuation) + [
                    at(20, .printed(nil, stream: .standardError, text: text))
                ]
            )
            let line = CodeLine(function: function, file: "a.swift", line: 3)
            trace.learn([ProgramAddress(rawValue: 64): [line]])
            trace.end(at: 30, inGoodOrder: true)
            let finding = trace.findings().first { $0.kind == .continuationNeverResumed }
            #expect((finding != nil) == isFound, "\(function)")
            #expect(finding.map { $0.line == line } ?? true)
        }
    }

    @Test("of a program that was stopped, what its tasks did, and no lesson on its end")
    func stopped() {
        let waiting = waiting(for: .group)
        let stopped = found(waiting, until: 900, as: .stopped("asked"))
        #expect(stopped.map(\.message) == ["fetch was awaiting when the program was stopped."])
        #expect(stopped.map(\.lesson) == [nil])
        #expect(found(waiting, until: 900).map(\.lesson) == [4])
    }
}
