import ExampleRunner
import FoundationEssentials
import TestSupport
import Testing
import TraceModel

/// The same program, threads and seed give the same trace, byte for byte.
@Suite("A run under the virtual clock", .serialized)
struct VirtualDeterminismTests {
    private static let schedules = [
        Schedule(threads: 1, seed: 0), Schedule(threads: 2, seed: 0),
        Schedule(threads: 2, seed: 7), Schedule(threads: 8, seed: 3),
    ]
    private static let programs = TestProgram.all.filter {
        !TestProgram.uncontrolled.contains($0.name)
    }
    /// ASYNCLAB_TEST_RUNS is how often the program with everything in it runs.
    private static let runs =
        ProcessInfo.processInfo.environment["ASYNCLAB_TEST_RUNS"].flatMap(Int.init) ?? 60

    @Test("is the same again beside a busy process", arguments: schedules)
    func sameBytes(schedule: Schedule) async throws {
        let quiet = try await runs(schedule)
        let beside = try await besideBusyProcess { try await runs(schedule) }
        for (program, (one, other)) in zip(Self.programs, zip(quiet, beside)) {
            #expect(one.firstDifference(to: other) == nil, "\(program.name)")
        }
    }

    /// One run of each program, some at a time.
    private func runs(_ schedule: Schedule) async throws -> [RunBytes] {
        try await withThrowingTaskGroup { group in
            for (index, program) in Self.programs.enumerated() {
                group.addTask { (index, try await RunBytes(of: program, schedule)) }
            }
            var runs: [(Int, RunBytes)] = []
            for try await run in group { runs.append(run) }
            return runs.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    @Test("is the same many times, with everything in it that could differ")
    func manyTimes() async throws {
        let program = TestProgram("virtual/everything")
        for schedule in Self.schedules {
            let first = try await RunBytes(of: program, schedule)
            try await withThrowingTaskGroup { group in
                for _ in 0..<Self.runs / Self.schedules.count {
                    group.addTask { try await RunBytes(of: program, schedule) }
                }
                for try await run in group {
                    #expect(run.firstDifference(to: first) == nil, "\(schedule)")
                }
            }
        }
    }
}

/// Seed 0 is first come, first served; any other is a random order, the same each time.
@Suite("The seed of a schedule")
struct VirtualSeedTests {
    private func lines(seed: UInt64) async throws -> [String: String] {
        let run = try await TestProgram("virtual/five-tasks").runVirtually(threads: 1, seed: seed)
        let pairs = run.output.split(separator: "\n").map {
            $0.split(separator: ": ", maxSplits: 1)
        }
        return Dictionary(uniqueKeysWithValues: pairs.map { (String($0[0]), String($0[1])) })
    }

    @Test("decides the order of jobs that are ready, of the pool and of the main actor")
    func order() async throws {
        let first = try await lines(seed: 0)
        #expect(first["pool"] == "[1, 2, 3, 4, 5]")
        #expect(first["main"] == "[1, 2, 3, 4, 5]")
        var orders: [String: Set<String>] = [:]
        for seed: UInt64 in 1...8 {
            for (name, line) in try await lines(seed: seed) where name == "pool" || name == "main" {
                orders[name, default: []].insert(line)
                let numbers = line.filter(\.isNumber).sorted()
                #expect(numbers == ["1", "2", "3", "4", "5"], "seed \(seed)")
            }
        }
        // Of 120 orders each.
        #expect(try #require(orders["pool"]).count > 4)
        #expect(try #require(orders["main"]).count > 4)
    }

    @Test("decides the numbers that the program gets by chance, but not the order of its sets")
    func numbers() async throws {
        let one = try await lines(seed: 1)
        let again = try await lines(seed: 1)
        let two = try await lines(seed: 2)
        #expect(one == again)
        #expect(one["random"] != two["random"])
        #expect(one["shuffled"] != two["shuffled"])
        #expect(one["set"] == two["set"])
    }
}
