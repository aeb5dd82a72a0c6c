import TestSupport
import Testing
import TraceModel

/// What is true of a program is true of its trace.
@Suite("A trace tells")
struct KnownLivesTests {
    private let millisecond: Nanoseconds = 1_000_000

    private func task(_ name: String, in trace: Trace) throws -> TracedTask {
        try #require(
            trace.tasks.first { $0.name == name },
            "\(name) of \(trace.tasks.map(\.title))"
        )
    }

    @Test("names, parents, origins and outcomes", arguments: [1, 2, 8])
    func lives(threads: Int) async throws {
        let trace = try await TestProgram.watch("known-lives", threads: threads).trace
        let main = try task("main", in: trace)
        #expect(main.isMain && main.parent == nil && main.outcome == .returned)
        #expect(trace.tasks.filter(\.isMain).count == 1)
        let outcomes: [String: TaskOutcome] = [
            "sleeps": .returned, "blocks": .returned, "nests": .returned, "nested": .returned,
            "throws": .threw, "is cancelled": .cancelled, "is stubborn": .cancelled,
            "is cut off": .unfinished, "immediate": .returned,
        ]
        #expect(trace.tasks.count == outcomes.count + 1)
        for (name, outcome) in outcomes {
            let task = try task(name, in: trace)
            #expect(task.outcome == outcome, "\(name): \(trace.life(of: task.id))")
            let parent = name == "nested" ? try self.task("nests", in: trace) : main
            #expect(task.parent == parent.id, "\(name)")
            let isChild = ["sleeps", "blocks", "nests", "nested"].contains(name)
            #expect(task.origin == (isChild ? .groupChild : .unstructured), "\(name)")
        }
    }

    @Test("how long a task slept and blocked, never less than it asked for")
    func durations() async throws {
        let run = try await TestProgram.watch("known-lives", threads: 2)
        let end = try #require(run.trace.ended)
        let sleeper = try task("sleeps", in: run.trace)
        let started = try #require(sleeper.slices(until: end).first).from
        #expect(try #require(sleeper.ended) - started >= 60 * millisecond)
        // Its timer can be set well before it leaves the thread, on a busy machine.
        #expect(try #require(sleeper.times(until: end)[.sleeping]) >= 20 * millisecond)
        #expect(sleeper.times(until: end)[.blocking] == nil)
        let blocker = try task("blocks", in: run.trace)
        #expect(try #require(blocker.times(until: end)[.blocking]) >= 30 * millisecond)
        #expect(blocker.times(until: end)[.sleeping] == nil)
        #expect(blocker.stretches.first { $0.state == .blocking }?.call == .usleep)
    }

    @Test("no timer that came due before its time")
    func timers() async throws {
        for name in ["sleep-forms", "sleep-order", "known-lives"] {
            var deadlines: [TaskID: Nanoseconds] = [:]
            var fired = 0
            for event in try await TestProgram.watch(name).events {
                switch event.fact {
                case .slept(_, let timer, let until): deadlines[timer] = until
                case .timerFired(let timer):
                    fired += 1
                    #expect(event.time >= (try #require(deadlines[timer])), "\(name)")
                default: break
                }
            }
            #expect(fired >= 1, "\(name)")
        }
    }

    @Test("who printed each line", arguments: [1, 2, 8])
    func output(threads: Int) async throws {
        let trace = try await TestProgram.watch("known-lives", threads: threads).trace
        let lines = trace.output.map { piece in
            "\(piece.task.flatMap(trace.task)?.title ?? "nobody"): \(piece.text)"
        }
        #expect(
            lines == [
                "main: failure(main.Spoilt())\n", "main: returned\n", "immediate: at once\n",
                "main: main goes on\n",
            ]
        )
    }

    @Test("that a task cancelled before its first turn did not run before it")
    func cancelledEarly() async throws {
        let trace = try await TestProgram.watch("before-the-first-turn", threads: 2).trace
        let printers = trace.output.map { $0.task.flatMap(trace.task)?.title ?? "nobody" }
        #expect(printers == ["main", "main", "main", "child", "main"])
        #expect(try task("cancelled", in: trace).outcome == .cancelled)
    }

    @Test("that a task of a synchronous main that starts at once is not the program's own")
    func immediateInSynchronousMain() async throws {
        let trace = try await TestProgram.watch("main-starts-at-once", threads: 2).trace
        #expect(trace.tasks.allSatisfy { !$0.isMain })
        let printers = trace.output.map { $0.task.flatMap(trace.task)?.title ?? "nobody" }
        #expect(printers == ["immediate", "nobody", "nobody", "early", "nobody", "task 3"])
    }

    @Test("who runs, where an executor runs one task within another's slice")
    func nestedJobs() async throws {
        let trace = try await TestProgram.watch("executor-in-place", threads: 2).trace
        let printers = trace.output.map { $0.task.flatMap(trace.task)?.title ?? "nobody" }
        #expect(printers == ["main", "ringer", "main", "main"])
        #expect(try task("ringer", in: trace).outcome == .returned)
        #expect(try task("main", in: trace).outcome == .returned)
    }

    @Test("that async let and task group children are what they are")
    func origins() async throws {
        let lets = try await TestProgram.watch("async-let").trace
        #expect(lets.tasks.filter { $0.origin == .asyncLet }.count == 4)
        #expect(lets.tasks.filter { $0.outcome == .threw }.count == 1)
        let group = try await TestProgram.watch("throwing-task-group").trace
        #expect(group.tasks.filter { $0.origin == .groupChild }.count == 4)
        let outcomes = group.tasks.filter { $0.origin == .groupChild }.compactMap(\.outcome)
        #expect(outcomes.filter { $0 == .threw }.count == 1)
        #expect(outcomes.filter { $0 == .cancelled }.count == 3)
    }

    @Test("that one thread of the main actor runs one task after another")
    func mainActor() async throws {
        let trace = try await TestProgram.watch("main-actor-order", threads: 2).trace
        let started = trace.tasks.filter { !$0.isMain }.compactMap { task in
            task.slices(until: .max).first { $0.executor == .main }?.from
        }
        #expect(started.count == 20)
        #expect(started == started.sorted())
        let slices = trace.tasks.flatMap { $0.slices(until: .max) }.filter { $0.executor == .main }
        #expect(slices.allSatisfy { $0.thread == .main })
    }

    @Test("the types of the program's own executors, and who ran on them")
    func customExecutors() async throws {
        let serial = try await TestProgram.watch("serial-executor-of-its-own").trace
        #expect(serial.executorNames == [.custom(1): "QueueExecutor"])
        let onQueue = serial.tasks.filter { task in
            task.slices(until: .max).contains { $0.executor == .custom(1) }
        }
        // The fifty, and the program's own for the sum.
        #expect(onQueue.count == 51)
        let preferred = try await TestProgram.watch("task-executor-preference").trace
        #expect(preferred.executorNames == [.custom(1): "Kitchen"])
    }
}

/// How main ended, which no event of the runtime tells.
@Suite("The end of main")
struct EndOfMainTests {
    private func outcome(of program: String) async throws -> TaskOutcome? {
        try await TestProgram.watch(program).trace.tasks.first { $0.isMain }?.outcome
    }

    @Test("is told from that of a program that another task ended")
    func exitElsewhere() async throws {
        #expect(try await outcome(of: "exit-while-main-runs") == .unfinished)
        #expect(try await outcome(of: "async-main") == .returned)
    }

    @Test("is an error where main let one through")
    func threw() async throws {
        #expect(try await outcome(of: "error-from-async-main") == .threw)
    }
}

@Suite("A task under another on its thread")
struct NestedTaskTests {
    @Test("is ready meanwhile, and awaits nothing")
    func immediate() async throws {
        let trace = try await TestProgram.watch("task-immediate").trace
        let main = try #require(trace.tasks.first { $0.isMain })
        let children = trace.tasks.filter { $0.parent == main.id }
        try #require(!children.isEmpty)
        for child in children {
            guard let slice = child.slices(until: trace.ended ?? 0).first,
                slice.thread == .main, slice.from < slice.to,
                let index = main.stretchIndex(at: slice.from)
            else { continue }
            #expect(main.stretches[index].state != .awaiting, "\(trace.life(of: main.id))")
        }
    }
}

/// Programs below `Programs/wide` need more than one thread in the pool.
@Suite("The pool")
struct PoolTests {
    @Test("gives two tasks made at one moment a thread each", arguments: [2, 8])
    func twoThreads(threads: Int) async throws {
        for _ in 0..<5 {
            let run = try await TestProgram.watch("wide/blocked-and-freed", threads: threads)
            #expect(run.trace.output.map(\.text) == ["freed\n"])
        }
    }
}
