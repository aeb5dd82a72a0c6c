import Schedules
import Testing

/// A program of threads that take a number of steps each: at each choice all that have steps left could
/// run, and the steady one is who ran last, else the first.
struct StepProgram {
    let steps: [Int]
    /// Runs in which this holds, of who ran at each step, deadlock.
    var fails: ([Int]) -> Bool = { _ in false }

    func run(_ schedule: Schedule) -> ScheduledRun {
        guard case .steady(let switches) = schedule else { return run(by: { _, _ in 0 }) }
        var asked = switches[...]
        return run { choice, count in
            guard asked.first?.choice == choice, let other = asked.popFirst()?.other, other < count
            else { return 0 }
            return other
        }
    }

    private func run(by decide: (Int, Int) -> Int) -> ScheduledRun {
        var left = steps
        var order: [Int] = []
        var choices: [ScheduledRun.Choice] = []
        while left.contains(where: { $0 > 0 }) {
            var ready = left.indices.filter { left[$0] > 0 }
            if let last = order.last, let index = ready.firstIndex(of: last) {
                ready.swapAt(0, index)
                ready = [ready[0]] + ready.dropFirst().sorted()
            }
            let other = ready.count > 1 ? decide(choices.count, ready.count) : 0
            if ready.count > 1 {
                choices.append(.init(count: ready.count, other: other, task: ready[other] + 1))
            }
            order.append(ready[other])
            left[ready[other]] -= 1
        }
        return ScheduledRun(
            ending: fails(order) ? .deadlock : .exited(0),
            choices: choices,
            choiceCount: choices.count,
            tasks: steps.count,
            fingerprint: order.reduce(7) { $0 &* 31 &+ UInt64($1) }
        )
    }
}

@Suite("The search of all schedules")
struct SteadySearchTests {
    @Test(
        "meets every order once",
        arguments: [
            ([1, 1], 2), ([2, 2], 6), ([3, 3], 20), ([2, 2, 2], 90), ([1, 1, 1, 1], 24), ([5], 1),
        ]
    )
    func complete(_ steps: [Int], _ orders: Int) {
        let program = StepProgram(steps: steps)
        var search = SteadySearch()
        var prints: [UInt64] = []
        while let switches = search.next() {
            let run = program.run(.steady(switches))
            prints.append(run.fingerprint)
            search.learn(run, of: switches)
        }
        #expect(search.isComplete)
        #expect(prints.count == orders)
        #expect(Set(prints).count == orders)
    }

    @Test("has those with fewer switches first")
    func fewestFirst() {
        let program = StepProgram(steps: [3, 3])
        var search = SteadySearch()
        var counts: [Int] = []
        while let switches = search.next() {
            #expect(search.switchCount == switches.count)
            counts.append(switches.count)
            search.learn(program.run(.steady(switches)), of: switches)
        }
        #expect(counts == counts.sorted())
        #expect(counts.last ?? 0 > 1)
    }

    @Test("waits for the runs of one level before the next")
    func waits() {
        var search = SteadySearch()
        let first = search.next()
        #expect(first == [])
        #expect(search.next() == nil)
        #expect(!search.isExhausted)
    }

    @Test("says that it is not complete where runs were too long to be kept")
    func cut() {
        var search = SteadySearch()
        _ = search.next()
        let run = ScheduledRun(ending: .exited(0), choices: [], choiceCount: 5000, tasks: 2)
        search.learn(run, of: [])
        #expect(search.isExhausted)
        #expect(!search.isComplete)
    }
}

@Suite("A search")
struct SearchTests {
    /// Runs it to its end, several runs under way at a time.
    private func explore(_ program: StepProgram, limit: Int, atATime: Int) -> Coverage {
        var search = Search(limit: limit)
        var underWay: [Schedule] = []
        while !search.isOver {
            while underWay.count < atATime, let next = search.next() { underWay.append(next) }
            guard !underWay.isEmpty else { break }
            let schedule = underWay.removeFirst()
            search.learn(program.run(schedule), of: schedule)
        }
        #expect(search.isOver)
        return search.coverage
    }

    @Test("of a small program is whole", arguments: [1, 7, 64])
    func whole(_ atATime: Int) {
        let coverage = explore(StepProgram(steps: [2, 2, 2]), limit: 1000, atATime: atATime)
        #expect(coverage.isAll)
        #expect(coverage.text == "all 90 schedules")
        #expect(coverage.probability == nil)
    }

    @Test("of a program without choices is one run")
    func one() {
        #expect(explore(StepProgram(steps: [4]), limit: 10, atATime: 3).text == "the only schedule")
    }

    @Test("of a large program says with which probability a bug was met", arguments: [1, 64])
    func large(_ atATime: Int) throws {
        let coverage = explore(StepProgram(steps: [9, 9, 9]), limit: 2000, atATime: atATime)
        #expect(!coverage.isAll)
        #expect(coverage.runs == 2000)
        #expect(coverage.steadyRuns == 1000)
        let each = 1.0 / (3 * Double(coverage.priorityLength))
        var missed = 1.0
        for _ in 0..<1000 { missed *= 1 - each }
        #expect(abs(try #require(coverage.probability) - (1 - missed)) < 1e-9)
        #expect(
            coverage.text.hasPrefix(
                "1000 schedules, all with at most 2 switches among them, and 1000 PCT runs: "
            )
        )
    }

    @Test("promises 99 % for five tasks, 50 choices and 1,149 runs")
    func promise() throws {
        var search = Search(limit: 2298)
        let choice = ScheduledRun.Choice(count: 5, other: 0, task: 1)
        let choices = Array(repeating: choice, count: 50)
        while let schedule = search.next() {
            let run = ScheduledRun(
                ending: .exited(0),
                choices: choices,
                choiceCount: choices.count,
                tasks: 5
            )
            search.learn(run, of: schedule)
        }
        #expect(search.coverage.priorityRuns == 1149)
        #expect(
            search.coverage.text.hasSuffix("depth 2 would have been seen with 99 % probability")
        )
    }

    /// The coverage of a search whose later runs have so many choices, the last of them of `task`.
    private func coverage(laterChoices: Int, task: Int?) -> Coverage {
        var search = Search(limit: 200)
        while let schedule = search.next() {
            var choices = Array(
                repeating: ScheduledRun.Choice(count: 4, other: 0, task: 1),
                count: 20
            )
            if case .priorities = schedule {
                choices =
                    Array(choices.prefix(1)) + Array(repeating: choices[0], count: laterChoices - 2)
                choices.append(ScheduledRun.Choice(count: 4, other: 0, task: task))
            }
            let run = ScheduledRun(
                ending: .exited(0),
                choices: choices,
                choiceCount: choices.count,
                tasks: 5
            )
            search.learn(run, of: schedule)
        }
        return search.coverage
    }

    @Test("promises nothing where a run had more choices than foreseen, or others than tasks")
    func noPromise() {
        #expect(coverage(laterChoices: 20, task: 1).probability != nil)
        #expect(coverage(laterChoices: 21, task: 1).probability == nil)
        #expect(coverage(laterChoices: 20, task: nil).probability == nil)
        #expect(coverage(laterChoices: 21, task: 1).text.hasSuffix(", and 100 PCT runs"))
    }

    @Test("does not call all what it could not find")
    func cut() {
        var search = Search(limit: 100)
        let choice = ScheduledRun.Choice(count: 2, other: 0, task: 1)
        while let schedule = search.next() {
            let run = ScheduledRun(
                ending: .exited(0),
                choices: Array(repeating: choice, count: 4),
                choiceCount: 5000,
                tasks: 2
            )
            search.learn(run, of: schedule)
        }
        #expect(!search.coverage.isAll)
        #expect(!search.coverage.text.contains("all"))
    }
}
