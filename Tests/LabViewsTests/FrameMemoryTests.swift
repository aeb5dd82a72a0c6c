import Curriculum
import LabCore
import LabViews
import Screen
import TestSupport
import Testing
import TraceModel

@Suite("What is kept from one frame to the next")
struct FrameMemoryTests {
    @Test(
        "makes no frame another one, whatever the program and the learner do",
        arguments: 0..<40 as Range<UInt64>
    )
    func sameFrames(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var program = BusyProgram()
        let memory = FrameMemory()
        var state = Fixture.beforeRun
        state.start()
        var size = Size(width: 120, height: 40)
        var appearance = Appearance()
        var now: UInt64 = 0
        for round in 0..<60 {
            let events = program.step(&random, &now)
            state.tell(.traced(events, dropped: 0))
            // The clock is told at once, and what happened before it some time later.
            state.tell(.clock(now + UInt64(random.below(40_000_000))))
            switch random.below(12) {
            case 0: size = Size(width: 80 + random.below(121), height: 24 + random.below(30))
            case 1: appearance = random.below(2) == 0 ? Fixture.ascii : Appearance()
            case 2: _ = update(&state, .commanded(random.pick(Self.commands)))
            case 3 where random.below(5) == 0:
                state.tell(.ended(.exited(0), at: now, inGoodOrder: true))
                state.start()
                (program, now) = (BusyProgram(), 0)
            default: break
            }
            let view = LabView(state, size: size, appearance: appearance, memory: memory)
            let fresh = LabView(state, size: size, appearance: appearance)
            let isSame = view.frame() == fresh.frame() && view.extents == fresh.extents
            #expect(isSame, "round \(round):\n\(view.frame().text)\n\(fresh.frame().text)")
            if !isSame { return }
            _ = update(&state, .laidOut(view.extents, view.timeExtent))
        }
    }

    @Test("shows another program's source where the program is another one")
    func otherProgram() {
        let memory = FrameMemory()
        for source in ["first()\n", "second()\n", "first()\n// and more\n"] {
            let program = ProgramReference(
                name: "same",
                path: "same.swift",
                source: source,
                settings: ProgramSettings()
            )
            let state = LabState(subject: .program(program))
            let size = Size(width: 120, height: 40)
            let view = LabView(state, size: size, appearance: Appearance(), memory: memory)
            #expect(view.frame() == LabView(state, size: size, appearance: Appearance()).frame())
            #expect(view.frame().text.contains(source.prefix { $0 != "\n" }))
        }
    }

    private static let commands: [Command] = [
        .timeline(.zoomIn), .timeline(.zoomOut), .timeline(.fit), .timeline(.move(-3)),
        .timeline(.goToEnd), .timeline(.toggleThreads), .timeline(.foldAll), .timeline(.foldGaps),
        .nextPane, .scrollUp, .scrollDown, .toggleInspector, .stepBack, .toggleHelp,
    ]
}

extension LabState {
    /// Runs the program, and says that it runs.
    fileprivate mutating func start() {
        _ = update(&self, .commanded(.run))
        tell(.compiled)
    }

    fileprivate mutating func tell(_ report: RunReport) {
        guard let id = runUnderWay?.id else { return }
        _ = update(&self, .reported(id, report))
    }
}

/// A program that does this and that.
private struct BusyProgram {
    private enum Doing { case runs, blocks, waits, ended }
    private var tasks: [Doing] = []
    private var onThread: Int?

    /// What it does next.
    mutating func step(_ random: inout SeededGenerator, _ now: inout UInt64) -> [TraceEvent] {
        (0..<random.below(20)).flatMap { _ -> [TraceEvent] in
            // Some of it takes no time at all.
            now += random.below(3) == 0 ? 0 : UInt64(random.below(9_000_000))
            return facts(&random).map { TraceEvent(time: now, thread: .main, fact: $0) }
        }
    }

    private mutating func facts(_ random: inout SeededGenerator) -> [TraceEvent.Fact] {
        guard let running = onThread else { return begin(&random) }
        let id = Self.id(running)
        if tasks[running] == .blocks {
            tasks[running] = .runs
            return [.unblocked(id)]
        }
        switch random.below(6) {
        case 0:
            tasks[running] = .blocks
            return [.blocked(id, call: .usleep)]
        case 1, 2:
            let texts = ["a line\n", "a part of a line ", "two\nlines\n", "完成 \(running)\n", "\n"]
            let long = String(repeating: "very long, ", count: 20) + "\n"
            let stream: OutputStream = random.below(4) == 0 ? .standardError : .standardOutput
            return [.printed(id, stream: stream, text: random.pick(texts + [long]))]
        case 3 where running > 0 && random.below(4) == 0:
            (tasks[running], onThread) = (.ended, nil)
            return [.ended(id, threw: random.below(2) == 0, cancelled: false)]
        default:
            (tasks[running], onThread) = (.waits, nil)
            return [.stopped(id)]
        }
    }

    private mutating func begin(_ random: inout SeededGenerator) -> [TraceEvent.Fact] {
        let isNew = tasks.isEmpty || tasks.count < 12 && random.below(4) == 0
        if isNew {
            tasks.append(.waits)
            let parent = tasks.count == 1 ? nil : Self.id(random.below(tasks.count - 1))
            let name = random.below(2) == 0 ? "worker \(tasks.count)" : nil
            return [.created(Self.id(tasks.count - 1), by: parent, origin: .groupChild, name: name)]
        }
        let waiting = tasks.indices.filter { tasks[$0] == .waits }
        guard !waiting.isEmpty else { return [] }
        let next = random.pick(waiting)
        (tasks[next], onThread) = (.runs, next)
        return [.started(Self.id(next), on: .main)]
    }

    private static func id(_ index: Int) -> TaskID { TaskID(rawValue: UInt32(index + 1)) }
}

extension SeededGenerator {
    fileprivate mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

    fileprivate mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }
}
