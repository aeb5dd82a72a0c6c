import Testing
import TraceModel

@testable import LabCore

@Suite("The lanes of a timeline")
struct LaneTests {
    private func go(_ state: inout LabState, _ commands: TimelineCommand...) {
        for command in commands { #expect(update(&state, .commanded(.timeline(command))) == []) }
    }

    private func select(_ state: inout LabState, _ task: TaskID) {
        go(&state, .point(task, at: nil))
    }

    private func lanes(_ state: LabState) -> [UInt32] {
        state.run?.picture.lanes.map(\.task.rawValue) ?? []
    }

    // MARK: Folding tasks

    @Test("what is below a task is folded into its lane, at any depth, and unfolded")
    func fold() {
        var state = LaneFixture.state()
        #expect(lanes(state) == [1, 2, 3, 4, 5, 6])
        select(&state, LaneFixture.team)
        go(&state, .fold)
        #expect(lanes(state) == [1, 2, 5, 6])
        #expect(state.run?.picture.lanes[1].below == 2)
        select(&state, LaneFixture.main)
        go(&state, .fold)
        #expect(lanes(state) == [1])
        #expect(state.run?.picture.lanes[0].below == 5)
        go(&state, .fold)
        #expect(lanes(state) == [1, 2, 5, 6])
        go(&state, .foldAll)
        #expect(lanes(state) == [1, 2, 3, 4, 5, 6])
        go(&state, .foldAll)
        #expect(lanes(state) == [1])
    }

    @Test("a task with nothing below it is folded into its parent, which is selected")
    func leaf() {
        var state = LaneFixture.state()
        select(&state, LaneFixture.bob)
        go(&state, .fold)
        #expect(lanes(state) == [1, 2, 5, 6])
        #expect(state.selectedTask == LaneFixture.team)
    }

    @Test("the keys go from lane to lane, and an event of a folded task keeps its lane in sight")
    func selection() throws {
        var state = LaneFixture.state()
        select(&state, LaneFixture.team)
        go(&state, .fold)
        _ = update(&state, .commanded(.scrollDown))
        #expect(state.selectedTask == LaneFixture.other)
        go(&state, .goToStart)
        for _ in 0..<20 where state.selectedTask != LaneFixture.bob {
            go(&state, .goToEvent(isNext: true, ofAll: true))
        }
        #expect(state.selectedTask == LaneFixture.bob)
        let run = try #require(state.run)
        #expect(run.picture.row(of: LaneFixture.bob, in: run) == 1)
        #expect(run.picture.lane(of: LaneFixture.bob, in: run) == LaneFixture.team)
        _ = update(&state, .commanded(.scrollDown))
        #expect(state.selectedTask == LaneFixture.other)
    }

    @Test("a task that is created later joins its folded parent")
    func growing() {
        var state = LaneFixture.state(isOver: false)
        select(&state, LaneFixture.team)
        go(&state, .fold)
        let dora = TaskID(rawValue: 7)
        let event = LaneFixture.event(
            1030,
            .created(dora, by: LaneFixture.team, origin: .groupChild, name: "Dora")
        )
        _ = update(&state, .reported(RunID(rawValue: 1), .traced([event], dropped: 0)))
        #expect(lanes(state) == [1, 2, 5, 6])
        #expect(state.run?.picture.lanes[1].below == 3)
    }

    @Test("a run without children has nothing to fold, and says so")
    func nothing() {
        var state = LabState(subject: .program(LessonFixture.program))
        _ = update(&state, .commanded(.run))
        let alone = LaneFixture.event(
            0,
            .created(LaneFixture.main, by: nil, origin: .unstructured, name: "main")
        )
        for report in [RunReport.compiled, .traced([alone], dropped: 0)] {
            _ = update(&state, .reported(RunID(rawValue: 1), report))
        }
        go(&state, .fold)
        #expect(state.notice?.contains("nothing to fold") == true)
        go(&state, .foldAll)
        #expect(state.notice?.contains("nothing to fold") == true)
        go(&state, .foldGaps)
        #expect(state.notice?.contains("no long gap") == true)
        #expect(state.run?.picture.foldsGaps == false)
    }

    @Test("a folded lane has at each moment the weightiest state of its tasks")
    func merged() throws {
        let trace = try #require(LaneFixture.state().run?.trace)
        let lane = MergedLane(trace.tasks)
        for time in stride(from: UInt64(0), to: 1_060_000_000, by: 1_700_000) {
            let states = trace.tasks.compactMap { task in
                task.stretchIndex(at: time).map { task.stretches[$0].state }
            }
            let wanted = MergedLane.order.first { states.contains($0) }
            let merged = lane.stretches.last { $0.from <= time }?.state
            #expect(merged == wanted, "at \(time)")
        }
        #expect(lane.failures == [30_000_000])
        #expect(lane.outcome == trace.tasks.first?.outcome)
        #expect(
            MergedLane(try #require(LaneFixture.state(isOver: false).run).trace.tasks).outcome
                == nil
        )
        for (stretch, next) in zip(lane.stretches, lane.stretches.dropFirst()) {
            #expect(stretch.from < next.from && stretch.state != next.state)
        }
    }

    // MARK: Threads

    @Test("threads and executors have what tasks did there, and who waited")
    func threads() throws {
        var state = LaneFixture.state()
        go(&state, .toggleThreads)
        let run = try #require(state.run)
        let lanes = run.picture.threads
        #expect(
            lanes.map(\.owner) == [
                .thread(.main), .thread(ThreadNumber(rawValue: 2)), .executor(.pool),
                .executor(.actor(1)),
            ]
        )
        let onThreads = lanes.prefix(2).flatMap(\.parts)
        for task in run.trace.tasks {
            let times = task.times(until: run.now)
            for state in [TaskState.running, .blocking] {
                let sum = onThreads.filter { $0.task == task.id && $0.state == state }
                    .reduce(0) { $0 + (min($1.to, run.now) - $1.from) }
                #expect(sum == times[state] ?? 0)
            }
        }
        let pool = lanes[2]
        #expect(pool.waiting(at: 1_005_000_000) == 1)
        #expect(pool.waiting(at: 1_015_000_000) == 0)
        #expect(pool.parts[pool.firstPart(at: 25_000_000)].task == LaneFixture.bob)
        _ = update(&state, .commanded(.run))
        #expect(state.run?.picture.grouping == .threads)
        #expect(state.run?.picture.threads == [])
        go(&state, .toggleThreads)
        #expect(state.notice == "The program has made no task yet.")
    }

    // MARK: Idle gaps

    @Test("times and drawn times lead to each other, and both grow")
    func folding() throws {
        var state = LaneFixture.state()
        go(&state, .foldGaps)
        let run = try #require(state.run)
        let folding = try #require(run.picture.folding)
        // The end of the run, in which nothing happens either, is short beside it and stays.
        #expect(folding.breaks.map(\.from) == [40_000_000, 1_020_000_000])
        #expect(folding.breaks.map(\.to) == [1_000_000_000, 1_050_000_000])
        #expect(run.drawn(run.now) < 100_000_000)
        var last: UInt64 = 0
        for time in stride(from: UInt64(0), through: 1_050_000_000, by: 1_000_000) {
            let drawn = folding.drawn(time)
            #expect(drawn >= last)
            last = drawn
            let isFolded = folding.breaks.contains { $0.from < time && time < $0.to }
            if !isFolded { #expect(folding.real(drawn) == time) }
        }
    }

    @Test("the cursor goes over a folded gap in few cells, and each cell has its own time")
    func cursor() throws {
        var state = LaneFixture.state()
        go(&state, .foldGaps)
        let end = try #require(state.run?.drawn(1_050_000_000))
        _ = update(&state, .laidOut([:], TimeExtent(cells: 100, fittingCell: end / 99 + 1)))
        go(&state, .goToStart)
        var times: [UInt64] = []
        for _ in 0..<100 {
            go(&state, .move(1))
            times.append(state.run?.shown.now ?? 0)
        }
        #expect(times == times.sorted())
        #expect(times.filter { $0 > 45_000_000 && $0 < 995_000_000 }.count < 5)
        #expect(times.filter { $0 < 40_000_000 }.count > 30)
        #expect(state.run?.shown.isPast == false)
    }

    @Test("a gap is folded only where it is long beside what happens")
    func gaps() {
        let long: Range<Nanoseconds> = 100..<10_000
        let short: Range<Nanoseconds> = 10_010..<10_015
        let folding = TimeFolding([long, short], until: 10_200)
        #expect(folding?.breaks.map(\.from) == [100])
        #expect(TimeFolding([], until: 1000) == nil)
        // Where nothing takes time but waiting, the short waits stay as they were.
        let waits = TimeFolding([0..<1000, 1000..<9000], until: 9000)
        #expect(waits?.breaks.map(\.from) == [1000])
        #expect(waits.map { $0.drawn(1000) < $0.drawn(9000) } == true)
        let many = (0..<5000).map { (tick: UInt64) -> Range<Nanoseconds> in
            tick * 1000 + 10..<(tick + 1) * 1000
        }
        let ticks = TimeFolding(many, until: 5_000_000)
        #expect(ticks?.breaks.count == 5000)
    }

    @Test("jobs that take no time end a gap, and what is between them stays where another is long")
    func gapsOfNoTime() throws {
        /// A task that is woken at each of some seconds, at the last for its end.
        func folding(_ seconds: [UInt64]) -> TimeFolding? {
            var trace = Trace()
            let main = LaneFixture.main
            func add(_ second: UInt64, _ fact: TraceEvent.Fact) {
                trace.apply(LaneFixture.event(second * 1000, fact))
            }
            add(0, .created(main, by: nil, origin: .unstructured, name: nil))
            for (from, to) in zip([0] + seconds, seconds) {
                let timer = TaskID(rawValue: 100 + UInt32(to))
                add(from, .started(main, on: .main))
                add(from, .slept(main, timer: timer, until: to * 1_000_000_000))
                add(from, .stopped(main))
                add(to, .timerFired(timer))
            }
            let end = (seconds.last ?? 0) * 1_000_000_000
            trace.end(at: end, inGoodOrder: true)
            return TimeFolding(trace, until: end)
        }
        let late = try #require(folding([1, 2, 3, 4, 5, 60]))
        #expect(late.breaks.map(\.from) == [5_000_000_000])
        #expect(late.breaks.map(\.to) == [60_000_000_000])
        // The break is short beside the five seconds, which are drawn as they were.
        #expect(late.drawn(5_000_000_000) == 5_000_000_000)
        #expect(late.drawnLength <= 500_000_000)
        // None is longer than the others.
        #expect(folding(Array(1...60)) == nil)
    }

    @Test("what is looked at closely goes on with the program where it shows now, and only there")
    func following() {
        func window(_ commands: TimelineCommand...) -> (before: TimeWindow?, after: TimeWindow?) {
            var state = LaneFixture.state(isOver: false)
            _ = update(&state, .laidOut([:], TimeExtent(cells: 100, fittingCell: 11_000_000)))
            for command in commands { go(&state, command) }
            let before = state.run?.window
            _ = update(&state, .reported(RunID(rawValue: 1), .clock(1_700_000_000)))
            return (before, state.run?.window)
        }
        let now = window(.zoomIn, .zoomIn)
        #expect(now.before != now.after)
        #expect(now.after.map { $0.from < 1_700_000_000 } == true)
        #expect(now.after.map { $0.from + 100 * $0.cell > 1_700_000_000 } == true)
        let past = window(.goToStart, .zoomIn, .zoomIn)
        #expect(past.before != nil && past.before == past.after)
    }

    @Test("a way back leads nowhere in a time that is drawn otherwise")
    func undo() {
        var state = LaneFixture.state()
        go(&state, .zoomIn, .foldGaps, .undo)
        #expect(state.run?.window == nil)
        #expect(state.notice?.hasPrefix("Nothing to take back") == true)
        go(&state, .foldGaps, .zoomIn, .zoomIn, .foldGaps, .undo)
        #expect(state.run?.window == nil)
    }

    // MARK: Searching

    private func type(_ state: inout LabState, _ text: String) {
        go(&state, .search(.begin))
        for character in text { go(&state, .search(.type(character))) }
    }

    @Test("a name is found as it is typed, in any case, and by the number")
    func search() {
        var state = LaneFixture.state()
        type(&state, "bo")
        #expect(state.selectedTask == LaneFixture.bob)
        #expect(state.searchResult == "1 of 1")
        go(&state, .search(.accept))
        #expect(state.search == nil)
        #expect(state.notice?.hasPrefix("Bob: 1 of 1") == true)
        type(&state, "#6")
        go(&state, .search(.accept))
        #expect(state.selectedTask == LaneFixture.cleo)
    }

    @Test("the next and the one before are found round and round")
    func again() {
        var state = LaneFixture.state()
        go(&state, .search(.findNext))
        #expect(state.notice?.hasPrefix("Nothing was searched yet") == true)
        // It is in main, team, Ann, and nowhere else.
        type(&state, "a")
        #expect(state.selectedTask == LaneFixture.main)
        go(&state, .search(.accept), .search(.findNext))
        #expect(state.selectedTask == LaneFixture.team)
        go(&state, .search(.findNext), .search(.findNext))
        #expect(state.selectedTask == LaneFixture.main)
        go(&state, .search(.findPrevious))
        #expect(state.selectedTask == LaneFixture.ann)
    }

    @Test("Enter with nothing typed searches the same again, or says what to type")
    func nothingTyped() {
        var state = LaneFixture.state()
        go(&state, .search(.begin), .search(.accept))
        #expect(state.search == nil)
        #expect(state.notice?.hasPrefix("Nothing was typed: / and a part of a task's name") == true)
        type(&state, "a")
        go(&state, .search(.accept), .search(.begin), .search(.accept))
        #expect(state.selectedTask == LaneFixture.team)
        #expect(state.notice?.hasPrefix("team: 2 of 3 found") == true)
    }

    @Test("what is found is unfolded, and Esc leads back to what was")
    func cancel() {
        var state = LaneFixture.state()
        select(&state, LaneFixture.main)
        go(&state, .fold)
        type(&state, "cleo")
        #expect(state.selectedTask == LaneFixture.cleo)
        #expect(lanes(state) == [1, 2, 3, 4, 5, 6])
        go(&state, .search(.cancel))
        #expect(state.selectedTask == LaneFixture.main)
        #expect(lanes(state) == [1])
        #expect(state.search == nil)
    }

    @Test("a name that no task has is said")
    func notFound() {
        var state = LaneFixture.state()
        type(&state, "nobody")
        #expect(state.searchResult == "no task is called that")
        go(&state, .search(.accept))
        #expect(state.notice == "No task is called 'nobody'.")
        type(&state, "x")
        go(&state, .search(.erase), .search(.erase))
        #expect(state.search == nil)
    }
}
