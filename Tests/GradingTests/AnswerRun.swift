import Curriculum
import Grading
import TestSupport
import TraceModel

/// A run of an answer, told as it goes on: times in hundredths of a second, the line of each event at
/// will.
struct AnswerRun {
    private var events: [TraceEvent] = []
    private var clock: Check.Clock
    private var end: RunEnd
    private var ended: Nanoseconds = 0
    private let source: String
    private let starter: String?
    private var path = ""

    init(
        _ source: String = "",
        starter: String? = nil,
        clock: Check.Clock = .virtual,
        end: RunEnd = .exited(0)
    ) {
        self.source = source
        self.starter = starter
        self.clock = clock
        self.end = end
        add(0, .created(1, by: nil, origin: .unstructured, name: nil))
        add(0, .started(1, on: .main))
    }

    private mutating func add(
        _ time: Nanoseconds,
        _ fact: TraceEvent.Fact,
        on thread: UInt16 = 0
    ) {
        events.append(at(time * hundredth, on: thread, fact))
    }

    /// A task is created at a time.
    func task(_ id: TaskID, _ name: String?, at time: Nanoseconds, by parent: TaskID = 1) -> Self {
        adding { $0.add(time, .created(id, by: parent, origin: .unstructured, name: name)) }
    }

    /// A task runs for a time, and then waits.
    func runs(
        _ id: TaskID,
        _ from: Nanoseconds,
        _ to: Nanoseconds,
        on executor: Executor = .pool,
        line: Int? = nil
    ) -> Self {
        let thread = executor == .main ? 0 : UInt16(id.rawValue)
        return adding {
            $0.add(from, .started(id, on: executor), on: thread)
            $0.add(to, .stopped(id, for: .unknown, at: $0.place(line)), on: thread)
        }
    }

    /// A task blocks its thread for a time, and then waits.
    func blocks(
        _ id: TaskID,
        _ from: Nanoseconds,
        _ to: Nanoseconds,
        on executor: Executor = .pool,
        line: Int? = nil
    ) -> Self {
        let thread = executor == .main ? 0 : UInt16(id.rawValue)
        return adding {
            $0.add(from, .started(id, on: executor), on: thread)
            $0.add(from, .blocked(id, call: .usleep, at: $0.place(line)), on: thread)
            $0.add(to, .unblocked(id), on: thread)
            $0.add(to, .stopped(id), on: thread)
        }
    }

    /// A task sleeps for a time, from a line on.
    func sleeps(_ id: TaskID, _ from: Nanoseconds, _ to: Nanoseconds, line: Int? = nil) -> Self {
        let timer = TaskID(rawValue: UInt32(1000 + events.count))
        return adding {
            let thread = UInt16(id.rawValue)
            $0.add(from, .started(id, on: .pool), on: thread)
            $0.add(from, .slept(id, timer: timer, until: to * hundredth), on: thread)
            $0.add(from, .stopped(id, for: .unknown, at: $0.place(line)), on: thread)
            $0.add(to, .timerFired(timer), on: 99)
        }
    }

    /// A task ends.
    func ends(
        _ id: TaskID,
        _ time: Nanoseconds,
        threw: Bool = false,
        cancelled: Bool = false
    ) -> Self {
        adding {
            $0.add(time, .started(id, on: .pool), on: UInt16(id.rawValue))
            $0.add(
                time,
                .ended(id, threw: threw, cancelled: cancelled),
                on: UInt16(id.rawValue)
            )
        }
    }

    /// A text is printed as it is, by a task, on a line.
    func prints(
        _ text: String,
        at time: Nanoseconds = 0,
        by id: TaskID? = nil,
        on executor: Executor? = nil,
        line: Int? = nil,
        stream: OutputStream = .standardOutput
    ) -> Self {
        adding {
            let thread = UInt16(id?.rawValue ?? 0)
            if let id, let executor { $0.add(time, .started(id, on: executor), on: thread) }
            $0.add(
                time,
                .printed(id, stream: stream, text: text, at: $0.place(line)),
                on: thread
            )
        }
    }

    /// An executor's type is known.
    func named(_ executor: Executor, _ name: String) -> Self {
        adding { $0.add(0, .executorNamed(executor, name)) }
    }

    /// The program has ended.
    func over(_ time: Nanoseconds) -> Self { adding { $0.ended = time } }

    /// The answer's path.
    func path(_ path: String) -> Self { adding { $0.path = path } }

    private func adding(_ change: (inout Self) -> Void) -> Self {
        var run = self
        change(&run)
        return run
    }

    /// Line 7 of the source as the place 7, whose only address is 7.
    private func place(_ line: Int?) -> PlaceID? { line.map { PlaceID(rawValue: UInt32($0)) } }

    var judged: JudgedRun {
        var trace = Trace()
        let lines = (1...60).map { UInt32($0) }
        for line in lines {
            let address = ProgramAddress(rawValue: line)
            trace.apply(at(0, .placed(PlaceID(rawValue: line), [address])))
            trace.learn([address: [CodeLine(function: "f", file: "a.swift", line: Int(line))]])
        }
        // Events come in the order of time; at one time as they are told.
        let order = events.indices.sorted { (events[$0].time, $0) < (events[$1].time, $1) }
        for index in order { trace.apply(events[index]) }
        trace.end(at: max(ended * hundredth, trace.lastEvent), inGoodOrder: end == .exited(0))
        let text = SwiftText(source, starter: starter.map { SwiftText($0) })
        return JudgedRun(trace: trace, end: end, source: text, clock: clock, path: path)
    }

    /// What a condition finds wrong with the run.
    func fault(_ condition: Condition) -> Fault? { Requirement(condition).fault(in: judged) }

    /// The sentence of what a condition finds wrong.
    func says(_ condition: Condition) -> String? { fault(condition)?.sentence }
}
