import Glibc
import Synchronization
import Testing

@testable import QuietPool

@Suite("the pool that wakes nobody", .timeLimit(.minutes(1)))
struct QuietExecutorTests {
    @Test("runs the jobs of many tasks, on no more threads than it has")
    func manyTasks() async {
        let pool = QuietExecutor(width: 3)
        let threads = await withTaskExecutorPreference(pool) {
            await withTaskGroup(of: [pthread_t].self) { group in
                for _ in 0..<1000 {
                    group.addTask {
                        let first = thread()
                        await Task.yield()
                        return [first, thread()]
                    }
                }
                return await group.reduce(into: []) { $0 += $1 }
            }
        }
        #expect(threads.count == 2000)
        #expect(Set(threads).count <= 3)
    }

    @Test("has another thread for who comes while one is blocked")
    func blockedThread() async {
        let pool = QuietExecutor(width: 2)
        let gate = Gate()
        await withTaskExecutorPreference(pool) {
            await withTaskGroup { group in
                group.addTask { gate.wait() }
                group.addTask { gate.open() }
            }
        }
    }

    @Test("ends sleeps in the order of their times, and none too early")
    func sleeps() async {
        let pool = QuietExecutor(width: 2)
        let start = ContinuousClock.now
        let ended = await withTaskExecutorPreference(pool) {
            await withTaskGroup(of: (Int, Duration).self) { group in
                // The second and third come while the timers already wait for the first.
                for milliseconds in [300, 200, 100] {
                    group.addTask {
                        try? await Task.sleep(for: .milliseconds(milliseconds))
                        return (milliseconds, .now - start)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(ended.allSatisfy { $0.1 >= .milliseconds($0.0) })
        #expect(Set(ended.map(\.0)) == [100, 200, 300])
    }

    @Test("ends sleeps of every kind and on each of the system's clocks")
    func clocks() async throws {
        try await withTaskExecutorPreference(QuietExecutor(width: 1)) {
            try await Task.sleep(nanoseconds: 1000)
            try await Task.sleep(for: .milliseconds(1), tolerance: .seconds(1), clock: .suspending)
            try await Task.sleep(until: .now + .milliseconds(1), clock: .continuous)
            try await Task.sleep(until: .now - .seconds(1), clock: .continuous)
        }
    }

    @Test("goes on at once where a sleep is cancelled, also one without an end")
    func cancelledSleep() async {
        await withTaskExecutorPreference(QuietExecutor(width: 1)) {
            for duration in [Duration.seconds(3600), .seconds(Int64.max / 2)] {
                let sleeper = Task { try await Task.sleep(for: duration) }
                await Task.yield()
                sleeper.cancel()
                await #expect(throws: CancellationError.self) { try await sleeper.value }
            }
        }
    }

    @Test("brings actors to its threads")
    func actors() async {
        actor Counter {
            private(set) var count = 0
            func add() async {
                let before = count
                count = before + 1
                await Task.yield()
            }
        }
        let counter = Counter()
        await withTaskExecutorPreference(QuietExecutor(width: 4)) {
            await withTaskGroup { group in
                for _ in 0..<200 { group.addTask { await counter.add() } }
            }
        }
        #expect(await counter.count == 200)
    }
}

private func thread() -> pthread_t { pthread_self() }

/// Closed until somebody opens it; who waits blocks its thread.
private final class Gate: Sendable {
    private let monitor = Monitor()
    private let isOpen = Atomic(false)

    func wait() {
        monitor.withLock { while !isOpen.load(ordering: .relaxed) { monitor.wait() } }
    }

    func open() {
        monitor.withLock {
            isOpen.store(true, ordering: .relaxed)
            monitor.signal()
        }
    }
}
