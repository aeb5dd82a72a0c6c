import LabCore
import Screen
import Testing
import TraceModel

@testable import LabViews

@Suite("A lane")
struct LaneTests {
    /// One task as events, in cells of 10 ms.
    private func lane(
        _ facts: [(UInt64, TraceEvent.Fact)],
        width: Int = 20,
        now: UInt64,
        isRunning: Bool = false
    ) -> String {
        var trace = Trace()
        for (time, fact) in facts { trace.apply(Fixture.event(time, fact)) }
        if !isRunning { trace.end(at: now * 1_000_000, inGoodOrder: true) }
        let scale = TimeScale(
            width: width,
            now: UInt64(width - 1) * 10_000_000 - 1,
            isRunning: false
        )
        let theme = Theme(appearance: Appearance())
        let lane = Lane(task: trace.tasks[0], scale: scale, now: now * 1_000_000)
        return String(
            lane.signs().map { sign in
                switch sign {
                case .nothing: " "
                case .state(let state, _): theme.sign(state)
                case .part(let eighths, let isLeft): theme.part(eighths, isLeft: isLeft)
                case .end(let outcome): theme.sign(outcome)
                }
            }
        )
    }

    private let task = TaskID(rawValue: 1)

    private var created: (UInt64, TraceEvent.Fact) {
        (0, .created(task, by: nil, origin: .unstructured, name: nil))
    }

    @Test("shows what fills most of each cell")
    func states() {
        let signs = lane(
            [
                created, (0, .started(task, on: .main)), (20, .stopped(task)),
                (50, .enqueued(task, on: .main, by: nil)), (80, .started(task, on: .main)),
                (80, .blocked(task, call: .usleep)), (110, .unblocked(task)),
                (130, .ended(task, threw: false, cancelled: false)),
            ],
            now: 190
        )
        #expect(signs == "██───▒▒▒▓▓▓██✓      ")
    }

    @Test(
        "ends with the sign of how it ended",
        arguments: [(false, false, "✓"), (true, false, "!"), (false, true, "×"), (true, true, "×")]
    )
    func ends(threw: Bool, cancelled: Bool, sign: String) {
        let signs = lane(
            [
                created, (0, .started(task, on: .pool)),
                (30, .ended(task, threw: threw, cancelled: cancelled)),
            ],
            width: 5,
            now: 40
        )
        #expect(signs == "███\(sign) ")
    }

    @Test("says where the program ended before the task")
    func unfinished() {
        let signs = lane(
            [created, (0, .started(task, on: .pool)), (10, .stopped(task))],
            width: 5,
            now: 40
        )
        #expect(signs == "█───…")
    }

    @Test("a life shorter than a cell shows the state and the end")
    func short() {
        let signs = lane(
            [
                created, (0, .started(task, on: .pool)),
                (1, .ended(task, threw: false, cancelled: false)),
            ],
            width: 5,
            now: 40
        )
        #expect(signs == "█✓   ")
    }

    @Test("nothing is shown beyond the moving edge")
    func edge() {
        let signs = lane(
            [created, (0, .started(task, on: .pool))],
            width: 6,
            now: 35,
            isRunning: true
        )
        // The cell that the edge is in is shown, none behind it.
        #expect(signs == "████  ")
    }

    @Test("of a part of its time, shows that part only")
    func part() {
        var trace = Trace()
        let facts: [(UInt64, TraceEvent.Fact)] = [
            created, (0, .started(task, on: .main)), (20, .stopped(task)),
            (50, .enqueued(task, on: .main, by: nil)), (80, .started(task, on: .main)),
            (80, .blocked(task, call: .usleep)), (110, .unblocked(task)),
            (130, .ended(task, threw: false, cancelled: false)),
        ]
        for (time, fact) in facts { trace.apply(Fixture.event(time, fact)) }
        func signs(from: UInt64, cell: UInt64) -> String {
            let scale = TimeScale(width: 10, window: TimeWindow(from: from, cell: cell))
            let theme = Theme(appearance: Appearance())
            let lane = Lane(task: trace.tasks[0], scale: scale, now: 190_000_000)
            return String(
                lane.signs().map { sign in
                    switch sign {
                    case .nothing: " "
                    case .state(let state, _): theme.sign(state)
                    case .part(let eighths, let isLeft): theme.part(eighths, isLeft: isLeft)
                    case .end(let outcome): theme.sign(outcome)
                    }
                }
            )
        }
        #expect(signs(from: 40_000_000, cell: 10_000_000) == "─▒▒▒▓▓▓██✓")
        #expect(signs(from: 78_000_000, cell: 500_000) == "▒▒▒▒▓▓▓▓▓▓")
        #expect(signs(from: 79_999_995, cell: 1) == "▒▒▒▒▒▓▓▓▓▓")
        #expect(signs(from: 150_000_000, cell: 1) == "          ")
        #expect(signs(from: 0, cell: 5_000_000) == "████──────")
    }

    @Test("zoomed out, a short block leaves a mark in the cell that it is in")
    func mark() {
        var trace = Trace()
        let facts: [(UInt64, TraceEvent.Fact)] = [
            created, (0, .started(task, on: .main)), (42, .blocked(task, call: .usleep)),
            (43, .unblocked(task)), (90, .stopped(task)),
        ]
        for (time, fact) in facts { trace.apply(Fixture.event(time, fact)) }
        let scale = TimeScale(width: 10, window: TimeWindow(from: 0, cell: 10_000_000))
        let signs = Lane(task: trace.tasks[0], scale: scale, now: 90_000_000).signs()
        let marked = signs.indices.filter { signs[$0] == .state(.running, hidesBlocking: true) }
        #expect(marked == [4])
    }

    @Test(
        "a single short blocking among very many stretches leaves its mark",
        arguments: [0, 77, 249, 499]
    )
    func rareBlocking(_ turn: Int) {
        var trace = Trace()
        trace.apply(Fixture.event(0, created.1))
        // 500 turns of 10 us, and within one of them a call that blocks for 1 us.
        for number in 0..<500 {
            let time = UInt64(number) * 20_000
            func at(_ offset: UInt64, _ fact: TraceEvent.Fact) {
                trace.apply(TraceEvent(time: time + offset, thread: .main, fact: fact))
            }
            at(0, .started(task, on: .main))
            if number == turn {
                at(2000, .blocked(task, call: .usleep))
                at(3000, .unblocked(task))
            }
            at(5000, .stopped(task))
        }
        let scale = TimeScale(width: 3, now: 10_000_000, isRunning: false)
        let signs = Lane(task: trace.tasks[0], scale: scale, now: 10_000_000).signs()
        let marked = signs.filter { $0 == .state(.awaiting, hidesBlocking: true) }
        #expect(marked.count == 1)
        #expect(signs.filter { $0 == .state(.awaiting, hidesBlocking: false) }.count == 1)
    }

    @Test("a cell with very many stretches shows the state that fills most of it")
    func many() {
        var trace = Trace()
        trace.apply(Fixture.event(created.0, created.1))
        for turn in 0..<1000 {
            let start = UInt64(turn) * 10_000
            trace.apply(
                TraceEvent(time: start, thread: .main, fact: .started(task, on: .pool))
            )
            trace.apply(TraceEvent(time: start + 1000, thread: .main, fact: .stopped(task)))
        }
        trace.end(at: 10_000_000, inGoodOrder: true)
        let scale = TimeScale(width: 3, now: 10_000_000, isRunning: false)
        let signs = Lane(task: trace.tasks[0], scale: scale, now: 10_000_000).signs()
        #expect(signs[0] == .state(.awaiting, hidesBlocking: false))
    }
}

@Suite("The time scale")
struct TimeScaleTests {
    @Test(
        "while a program runs, its span is round and grows in steps",
        arguments: [
            (UInt64(0), UInt64(500_000_000)), (400_000_000, 500_000_000),
            (500_000_000, 1_000_000_000), (1_500_000_000, 2_000_000_000),
            (2_500_000_000, 5_000_000_000),
        ]
    )
    func steps(now: UInt64, span: UInt64) {
        #expect(TimeScale(width: 50, now: now, isRunning: true).span == span)
    }

    @Test("afterwards the whole run fits, and its end has a cell", arguments: [1, 10, 79, 200])
    func fits(width: Int) {
        for now: UInt64 in [1, 99, 1_000_000, 1_502_345_678, 3_600_000_000_000] {
            let scale = TimeScale(width: width, now: now, isRunning: false)
            #expect(scale.column(of: now) < max(2, width))
        }
    }

    @Test("a run shorter than the least span fills its part of the width only")
    func least() {
        let least: UInt64 = 100_000_000
        let short = TimeScale(width: 50, now: 2_000_000, isRunning: false, least: least)
        #expect(short.column(of: 2_000_000) == 0)
        #expect(short.column(of: least) == 48)
        let long = TimeScale(width: 50, now: 300_000_000, isRunning: false, least: least)
        #expect(long == TimeScale(width: 50, now: 300_000_000, isRunning: false))
    }

    @Test("a time that no run can have crashes nothing", arguments: [true, false])
    func endless(isRunning: Bool) {
        for width in [1, 80, 400] {
            let scale = TimeScale(width: width, now: .max, isRunning: isRunning)
            #expect(scale.column(of: .max) >= width)
            #expect(!scale.ticks().isEmpty)
        }
    }

    @Test("labels are round and do not touch")
    func labels() {
        let scale = TimeScale(width: 60, now: 1_502_000_000, isRunning: false)
        #expect(
            scale.ticks().map(\.label) == ["0", "0.5", "1.0", "1.5"]
        )
    }

    @Test("at any zoom labels are round, in sight, and do not touch")
    func zoomedLabels() {
        for width in [20, 40, 61, 160] {
            for from: UInt64 in [0, 999, 250_000_123, 7_000_000_001, 3_600_000_000_000] {
                for power in 0..<34 {
                    let window = TimeWindow(from: from, cell: 1 << UInt64(power))
                    let scale = TimeScale(width: width, window: window)
                    let ticks = scale.ticks()
                    var end = Int.min
                    for tick in ticks {
                        #expect(scale.column(of: tick.time) > end)
                        end = scale.column(of: tick.time) + tick.label.count
                    }
                    #expect(!ticks.isEmpty || width < 40)
                    #expect(Set(ticks.map(\.label)).count == ticks.count)
                }
            }
        }
    }

    @Test("a window's cells are where they say")
    func window() {
        let scale = TimeScale(width: 50, window: TimeWindow(from: 1003, cell: 10))
        #expect(scale.column(of: 1003) == 0)
        #expect(scale.column(of: 1012) == 0)
        #expect(scale.column(of: 1013) == 1)
        #expect(scale.column(of: 1002) == -1)
        #expect(scale.start(ofColumn: 3) == 1033)
        #expect(scale.end(ofColumn: 3) == 1042)
    }

    @Test("seconds are rounded to what is shown")
    func seconds() {
        #expect(Seconds.text(1_505_000_000) == "1.51 s")
        #expect(Seconds.text(12_345_678) == "0.012 s")
        #expect(Seconds.decimal(999_600_000, digits: 3) == "1.000")
        #expect(Seconds.decimal(7, digits: 9) == "0.000000007")
    }
}
