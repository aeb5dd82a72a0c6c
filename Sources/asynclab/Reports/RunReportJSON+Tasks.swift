import TraceModel

extension RunReportJSON {
    /// A task.
    struct TaskEntry: Encodable {
        let id: UInt32
        let name: String?
        let parent: UInt32?
        let outcome: String
        let created: Double
        let ended: Double
        let states: [String: Double]
        let waits: WaitEntry?
        /// Where an unfinished task is, innermost first.
        let stack: [FrameEntry]?
        let createdAt: PlaceEntry?

        enum CodingKeys: String, CodingKey {
            case id, name, parent, outcome, waits, stack
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
            waits =
                trace.waits[task.id].map { WaitEntry($0, of: task) }
                ?? WaitEntry(unfinished: task, trace)
            let frames = task.isUnfinished ? trace.places.stack(at: trace.place(of: task)) : []
            stack = frames.isEmpty ? nil : frames.map(FrameEntry.init)
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
            try container.encodeIfPresent(stack, forKey: .stack)
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

    /// A frame of an async call stack.
    struct FrameEntry: Encodable {
        let function: String
        let file: String
        let line: Int
        /// The line is where the function goes on when its await is over; absent where it is not.
        let isBehindAwait: Bool?

        enum CodingKeys: String, CodingKey {
            case function, file, line
            case isBehindAwait = "behind_await"
        }

        init(_ line: CodeLine) {
            function = line.function
            file = line.fileName
            self.line = line.line
            isBehindAwait = line.isBehindAwait ? true : nil
        }
    }

    /// What a task waited for when the program ended.
    struct WaitEntry: Encodable {
        let what: String
        var task: UInt32?
        var call: String?
        var executor: String?
        var until: Double?

        enum CodingKeys: String, CodingKey {
            case what = "for"
            case task, call, executor
            case until = "until_s"
        }

        private init(what: String, executor: String? = nil, until: Double? = nil) {
            self.what = what
            self.executor = executor
            self.until = until
        }

        /// Nil for a task that has ended, and for one that was computing.
        init?(unfinished task: TracedTask, _ trace: Trace) {
            guard task.isUnfinished else { return nil }
            // Who has the executor, and how many children there are, is not told: finding that out for
            // each of many tasks would take long.
            if let stretch = task.stretches.last {
                if stretch.state == .ready {
                    self.init(what: "turn", executor: stretch.executor.map { trace.name(of: $0) })
                    return
                }
                if stretch.state == .awaiting, stretch.wait == .group {
                    self.init(.group, of: task)
                    return
                }
            }
            switch trace.reason(of: task) {
            case .computing: return nil
            case .call: self.init(.call, of: task)
            case .sleep(let time): self.init(what: "sleep", until: time.map(seconds))
            case .turn(let executor, _):
                self.init(what: "turn", executor: executor.map { trace.name(of: $0) })
            case .task(let other): self.init(.task(other), of: task)
            case .group: self.init(.group, of: task)
            case .continuation: self.init(.continuation, of: task)
            case .unknown: self.init(.unknown, of: task)
            }
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
}
