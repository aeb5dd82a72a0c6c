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
    let droppedEvents: UInt64
    let arguments: [String]
    let unseen: [String]

    enum CodingKeys: String, CodingKey {
        case program, clock, seed, deterministic, uncontrolled, threads, end, tasks, slices, output
        case findings, arguments, unseen
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
        droppedEvents = run.droppedEvents
        arguments = program.arguments
        // Where nothing was watched, nothing can be said of the runtime.
        unseen = run.features?.unseen ?? ["tasks"]
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

    struct TaskEntry: Encodable {
        let id: UInt32
        let name: String?
        let parent: UInt32?
        let outcome: String
        let created: Double
        let ended: Double
        let states: [String: Double]
        let waits: WaitEntry?

        let createdAt: PlaceEntry?

        enum CodingKeys: String, CodingKey {
            case id, name, parent, outcome, waits
            case created = "created_s"
            case createdAt = "created_at"
            case ended = "ended_s"
            case states = "states_s"
        }

        init(_ task: TracedTask, _ trace: Trace, now: Nanoseconds) {
            id = task.id.rawValue
            name = task.name
            parent = task.parent?.rawValue
            outcome = (task.outcome ?? .unfinished).rawValue
            created = seconds(task.created)
            ended = seconds(task.ended ?? now)
            createdAt = trace.places.line(at: task.createdAt).map(PlaceEntry.init)
            waits = trace.waits[task.id].map { WaitEntry($0, of: task) }
            let times = task.times(until: now)
            states = Dictionary(
                uniqueKeysWithValues: TaskState.allCases.map { ($0.word, seconds(times[$0] ?? 0)) }
            )
        }

        /// Absent is null here: a task without a name has no name, and says so.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(name, forKey: .name)
            try container.encode(parent, forKey: .parent)
            try container.encode(outcome, forKey: .outcome)
            try container.encode(created, forKey: .created)
            try container.encodeIfPresent(createdAt, forKey: .createdAt)
            try container.encode(ended, forKey: .ended)
            try container.encode(states, forKey: .states)
            try container.encode(waits, forKey: .waits)
        }
    }

    /// A line of the program.
    struct PlaceEntry: Encodable {
        let file: String
        let line: Int

        init(_ line: CodeLine) {
            file = line.fileName
            self.line = line.line
        }
    }

    /// What a task waited for when the program was stopped.
    struct WaitEntry: Encodable {
        let what: String
        var task: UInt32?
        var call: String?

        enum CodingKeys: String, CodingKey {
            case what = "for"
            case task, call
        }

        init(_ wait: Wait, of task: TracedTask) {
            switch wait {
            case .task(let other):
                what = "task"
                self.task = other?.rawValue
            case .continuation: what = "continuation"
            case .group: what = "group"
            case .executor: what = "turn"
            case .call:
                what = "call"
                call = task.stretches.last?.call?.word
            case .unknown: what = "unknown"
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
        let task: UInt32
        let seconds: Double
        let message: String
        let line: Int?
        let lesson: Int?

        init(_ finding: Finding) {
            line = finding.line?.line
            lesson = finding.lesson
            kind = finding.kind.rawValue
            task = finding.task.rawValue
            seconds = asynclab.seconds(finding.nanoseconds)
            message = finding.message
        }
    }
}

/// Seconds, to the nanosecond.
func seconds(_ time: Nanoseconds) -> Double {
    Double(time) / 1e9
}
