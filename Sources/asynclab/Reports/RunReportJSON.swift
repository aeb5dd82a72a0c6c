import Curriculum
import LabCore
import TraceModel

/// What `run --json` tells; the keys are a contract.
struct RunReportJSON: Encodable {
    let program: String
    let clock: String
    let seed: UInt64
    let deterministic: Bool
    let uncontrolled: [UncontrolledEntry]
    let threads: Int
    let end: End
    let makespan: Double
    let tasks: [TaskEntry]
    let slices: [SliceEntry]
    let output: [OutputEntry]
    let findings: [FindingEntry]
    /// Nil where they were not looked for.
    let races: [RaceEntry]?
    let droppedEvents: UInt64
    let arguments: [String]
    let unseen: [String]
    let schedule: ScheduleEntry?
    let exploration: ExplorationEntry?

    enum CodingKeys: String, CodingKey {
        case program, clock, seed, deterministic, uncontrolled, threads, end, tasks, slices, output
        case findings, races, arguments, unseen, schedule, exploration
        case makespan = "makespan_s"
        case droppedEvents = "dropped_events"
    }

    init(_ run: RunState, program: ProgramReference, threads: Int) {
        let trace = run.trace
        let now = trace.ended ?? run.now
        self.program = program.path
        clock = run.clock.clock.rawValue
        seed = run.clock.seed
        let isVirtual = run.clock.clock == .virtual
        deterministic = isVirtual && trace.uncontrolled.isEmpty
        uncontrolled = trace.uncontrolled.map { UncontrolledEntry($0, trace) }
        self.threads = threads
        end = End(run.phase)
        makespan = seconds(now)
        tasks = trace.tasks.map { TaskEntry($0, trace, now: now) }
        slices = trace.tasks.flatMap { $0.slices(until: now) }
            .sorted { ($0.from, $0.thread, $0.task) < ($1.from, $1.thread, $1.task) }
            .map { SliceEntry($0, trace) }
        output = trace.output.map { OutputEntry($0, trace) }
        findings = run.findings.map(FindingEntry.init)
        let looksForRaces = run.features?.contains(.races) ?? false
        races = looksForRaces ? trace.races.map { RaceEntry($0, trace) } : nil
        droppedEvents = run.droppedEvents
        arguments = program.arguments
        // Where nothing was watched, nothing can be said of the runtime.
        unseen = run.features?.unseen ?? ["tasks"]
        schedule = ScheduleEntry(run)
        exploration = run.clock.explored.map(ExplorationEntry.init)
    }

    struct End: Encodable {
        var exit: Int32?
        var signal: String?
        var stopped: String?

        init(_ phase: RunPhase) {
            guard case .ended(let end) = phase else { return }
            switch end {
            case .exited(let status): exit = status
            case .signaled(let name): signal = name
            case .stopped(let reason): stopped = reason
            }
        }
    }

    /// Something that makes other runs differ.
    struct UncontrolledEntry: Encodable {
        let call: String
        let task: UInt32?
        let line: Int?

        init(_ found: Uncontrolled, _ trace: Trace) {
            call = found.call.word
            task = found.task?.rawValue
            line = trace.line(of: found)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(call, forKey: .call)
            try container.encode(task, forKey: .task)
            try container.encode(line, forKey: .line)
        }

        enum CodingKeys: String, CodingKey {
            case call, task, line
        }
    }

    struct SliceEntry: Encodable {
        let task: UInt32
        let thread: UInt16
        let executor: String?
        let from: Double
        let to: Double
        let line: Int?

        enum CodingKeys: String, CodingKey {
            case task, thread, executor, line
            case from = "from_s"
            case to = "to_s"
        }

        init(_ slice: Slice, _ trace: Trace) {
            task = slice.task.rawValue
            thread = slice.thread.rawValue
            executor = slice.executor.map { trace.name(of: $0) }
            from = seconds(slice.from)
            to = seconds(slice.to)
            line = trace.places.line(at: slice.place)?.line
        }
    }

    struct OutputEntry: Encodable {
        let at: Double
        let task: UInt32?
        let stream: String
        let text: String
        let line: Int?

        enum CodingKeys: String, CodingKey {
            case task, stream, text, line
            case at = "at_s"
        }

        init(_ piece: OutputPiece, _ trace: Trace) {
            line = trace.places.line(at: piece.place)?.line
            at = seconds(piece.time)
            task = piece.task?.rawValue
            stream = piece.stream == .standardError ? "stderr" : "stdout"
            text = piece.text
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(at, forKey: .at)
            try container.encode(task, forKey: .task)
            try container.encode(stream, forKey: .stream)
            try container.encode(text, forKey: .text)
            try container.encodeIfPresent(line, forKey: .line)
        }
    }

    struct FindingEntry: Encodable {
        let kind: String
        /// Nil where it is about threads without tasks.
        let task: UInt32?
        let seconds: Double
        let message: String
        let line: Int?
        let lesson: Int?

        enum CodingKeys: String, CodingKey {
            case kind, task, seconds, message, line, lesson
        }

        init(_ finding: Finding) {
            line = finding.line?.line
            lesson = finding.lesson
            kind = finding.kind.rawValue
            task = finding.task.rawValue == 0 ? nil : finding.task.rawValue
            seconds = asynclab.seconds(finding.nanoseconds)
            message = finding.message
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(kind, forKey: .kind)
            try container.encode(task, forKey: .task)
            try container.encode(seconds, forKey: .seconds)
            try container.encode(message, forKey: .message)
            try container.encodeIfPresent(line, forKey: .line)
            try container.encodeIfPresent(lesson, forKey: .lesson)
        }
    }
}

/// Seconds, to the nanosecond.
func seconds(_ time: Nanoseconds) -> Double {
    Double(time) / 1e9
}
