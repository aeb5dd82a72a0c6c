import TestSupport
import Testing
import TraceModel

@Suite("Awaits in a circle")
struct AwaitCircleTests {
    private func circle(from task: TaskID, _ waits: [TaskID: TaskID]) -> [TaskID] {
        AwaitCircle.reached(from: task) { waits[$0] }
    }

    @Test("are found from a task in it, from one that waits for it, and not without one")
    func reached() {
        let waits: [TaskID: TaskID] = [1: 3, 2: 3, 3: 4, 4: 2, 5: 6]
        #expect(circle(from: 2, waits) == [2, 3, 4])
        #expect(circle(from: 1, waits) == [3, 4, 2])
        #expect(circle(from: 5, waits) == [])
        #expect(circle(from: 9, waits) == [])
        #expect(circle(from: 1, [1: 1]) == [1])
    }

    private let two = [
        at(0, .created(2, by: nil, origin: .unstructured, name: "a")),
        at(0, .created(3, by: nil, origin: .unstructured, name: "b")),
        at(1, .started(2, on: .pool)), at(2, .stopped(2, for: .task(3))),
        at(3, .started(3, on: .pool)),
    ]

    @Test("are told when they close, and not while one of the tasks goes on")
    func closing() {
        var trace = Trace(two)
        #expect(trace.awaitCircles == [])
        #expect(trace.awaitCircle(from: 2) == [])
        trace.apply(at(4, .stopped(3, for: .task(2))))
        #expect(trace.awaitCircles == [[3, 2]])
        #expect(trace.awaitCircle(from: 2) == [2, 3])
        trace.end(at: 5, inGoodOrder: false)
        #expect(trace.awaitCircles == [[3, 2]])
    }

    @Test("are none where a task waits for something else")
    func others() {
        let trace = Trace(two + [at(4, .stopped(3, for: .continuation))])
        #expect(trace.awaitCircles == [])
    }
}

@Suite("Why a task does not go on")
struct ReasonTests {
    private let created = [
        at(0, .created(2, by: nil, origin: .unstructured, name: "a")),
        at(0, .created(3, by: nil, origin: .unstructured, name: "b")),
    ]

    private func reason(of id: TaskID, _ events: [TraceEvent]) -> TaskReason? {
        let trace = Trace(created + events)
        return trace.task(id).map { trace.reason(of: $0) }
    }

    @Test("a ready task waits for the executor that it is enqueued on, which the other has")
    func turn() {
        let waits = at(1, .enqueued(2, on: .actor(1), by: nil))
        #expect(reason(of: 2, [waits]) == .turn(on: .actor(1), holders: []))
        let held = [waits, at(2, on: 1, .started(3, on: .actor(1)))]
        #expect(reason(of: 2, held) == .turn(on: .actor(1), holders: [3]))
        #expect(reason(of: 3, held) == .computing(on: .actor(1)))
        // It has gone on to another actor: the first is free.
        let left = held + [at(3, on: 1, .switched(3, on: .actor(2)))]
        #expect(reason(of: 2, left) == .turn(on: .actor(1), holders: []))
        // Actors borrow the pool's threads.
        let pool = [
            at(1, .enqueued(2, on: .pool, by: nil)), at(2, on: 1, .started(3, on: .actor(1))),
        ]
        #expect(reason(of: 2, pool) == .turn(on: .pool, holders: [3]))
    }

    @Test("who had an executor is known after the program's end too")
    func turnAtEnd() throws {
        var trace = Trace(
            created + [
                at(1, .enqueued(2, on: .main, by: nil)), at(2, .started(3, on: .main)),
                at(3, .blocked(3, call: .usleep)),
            ]
        )
        trace.end(at: 9, inGoodOrder: false)
        let (a, b) = (try #require(trace.task(2)), try #require(trace.task(3)))
        #expect(trace.reason(of: a) == .turn(on: .main, holders: [3]))
        #expect(trace.reason(of: b) == .call(.usleep))
    }

    @Test("what a task waits for, and until when it sleeps")
    func waits() {
        let start = at(1, .started(2, on: .pool))
        #expect(reason(of: 2, [start, at(2, .stopped(2, for: .task(3)))]) == .task(3))
        #expect(reason(of: 2, [start, at(2, .stopped(2, for: .continuation))]) == .continuation)
        #expect(reason(of: 2, [start, at(2, .stopped(2))]) == .unknown)
        let child = at(1, .created(4, by: 2, origin: .groupChild, name: nil))
        #expect(
            reason(of: 2, [start, child, at(2, .stopped(2, for: .group))]) == .group(children: 1)
        )
        let slept = at(1, .slept(2, timer: 9, until: 50))
        #expect(reason(of: 2, [start, slept, at(2, .stopped(2))]) == .sleep(until: 50))
    }

    @Test("a wait that is over says how long it was, and who ended it")
    func finished() throws {
        let trace = Trace(
            created + [
                at(1, .started(2, on: .main)), at(2, .stopped(2, for: .continuation)),
                at(3, on: 1, .started(3, on: .pool)), at(30, on: 1, .enqueued(2, on: .main, by: 3)),
                // A hop is no wait.
                at(31, .started(2, on: .main)), at(32, .enqueued(2, on: .pool, by: nil)),
            ]
        )
        let wait = try #require(trace.task(2)?.finishedWait)
        #expect(wait.wait == .continuation)
        #expect((wait.from, wait.to) == (2, 30))
        #expect(wait.ender == 3)
        #expect(trace.task(3)?.finishedWait == nil)
    }

    @Test("the runtime's hidden tasks end no wait")
    func hidden() throws {
        let trace = Trace(
            created + [
                at(1, .started(2, on: .main)), at(1, .slept(2, timer: 9, until: 50)),
                at(2, .stopped(2)), at(50, .enqueued(2, on: .main, by: 9)),
            ]
        )
        let wait = try #require(trace.task(2)?.finishedWait)
        #expect(wait.sleptUntil == 50)
        #expect(wait.ender == nil)
    }
}

@Suite("Names of executors")
struct ExecutorNameTests {
    @Test("have a number where there are several of a type, in the order of first use")
    func numbers() {
        var trace = Trace([
            at(0, .executorNamed(.actor(1), "Counter")), at(0, .executorNamed(.actor(2), "Log")),
        ])
        #expect(trace.name(of: .actor(1)) == "Counter")
        trace.apply(at(1, .executorNamed(.actor(3), "Counter")))
        // Told again, as where a part of a run is gone through anew.
        trace.apply(at(1, .executorNamed(.actor(1), "Counter")))
        #expect(trace.name(of: .actor(1)) == "Counter 1")
        #expect(trace.phrase(for: .actor(3)) == "the actor Counter 2")
        #expect(trace.name(of: .actor(2)) == "Log")
        #expect(trace.name(of: .actor(7)) == "actor 7")
        #expect(trace.actors == [.actor(1), .actor(2), .actor(3)])
    }
}

@Suite("Places as they are kept")
struct KeptPlaceTests {
    @Test("have their lines again, also those behind an await")
    func lines() {
        let lines: [ProgramAddress: [CodeLine]] = [
            ProgramAddress(rawValue: 7): [
                CodeLine(function: "f(_:)", file: "a.swift", line: 3, isBehindAwait: true),
                CodeLine(function: "g()", file: "a.swift", line: 9),
            ]
        ]
        var trace = Trace()
        trace.apply(at(0, .noted(.lines, CodePlaces.text(of: lines))))
        #expect(trace.places.knownLines == lines)
    }

    @Test("a running task is where it printed last")
    func place() throws {
        let (first, second) = (PlaceID(rawValue: 1), PlaceID(rawValue: 2))
        var trace = Trace([
            at(0, .created(2, by: nil, origin: .unstructured, name: nil)),
            at(1, .started(2, on: .pool)),
            at(2, .printed(2, stream: .standardOutput, text: "x", at: first)),
        ])
        #expect(trace.place(of: try #require(trace.task(2))) == first)
        trace.apply(at(3, .stopped(2, for: .continuation, at: second)))
        #expect(trace.place(of: try #require(trace.task(2))) == second)
    }
}
