import Curriculum
import LabCore
import TraceModel

/// What `compare --json` tells; the keys are a contract.
struct ComparisonJSON: Encodable {
    let before: Run
    let now: Run
    /// Every difference means something.
    let exact: Bool
    let makespan: Times
    let states: [String: Times]
    let tasks: [Pair]

    enum CodingKeys: String, CodingKey {
        case before, now, exact, tasks
        case makespan = "makespan_s"
        case states = "states_s"
    }

    init(_ before: (path: String, kept: KeptRun), _ now: (path: String, kept: KeptRun)) {
        let comparison = RunComparison(before: before.kept.run.side, now: now.kept.run.side)
        self.before = Run(before.path, before.kept)
        self.now = Run(now.path, now.kept)
        exact = comparison.sharpness == .exact
        makespan = Times(comparison.makespan)
        states = Dictionary(
            uniqueKeysWithValues: TaskState.allCases.map {
                ($0.word, Times(comparison.total($0)))
            }
        )
        tasks = comparison.pairs.map { Pair($0, comparison) }
    }

    /// One of the runs.
    struct Run: Encodable {
        let trace: String
        let program: String
        let clock: String
        let end: RunReportJSON.End
        let tasks: Int
        let droppedEvents: UInt64

        enum CodingKeys: String, CodingKey {
            case trace, program, clock, end, tasks
            case droppedEvents = "dropped_events"
        }

        init(_ path: String, _ kept: KeptRun) {
            trace = path
            program = kept.programForReport.path
            clock = kept.run.clock.clock.rawValue
            end = RunReportJSON.End(kept.run.phase)
            tasks = kept.run.trace.tasks.count
            droppedEvents = kept.run.droppedEvents
        }
    }

    /// A time in both runs.
    struct Times: Encodable {
        let before: Double
        let now: Double
        /// Below zero where it is less now.
        let difference: Double

        init(_ change: TimeChange) {
            before = seconds(change.before)
            now = seconds(change.now)
            difference = seconds(change.difference) * (change.isLess ? -1 : 1)
        }
    }

    /// A task in both runs; null where one does not have it.
    struct Pair: Encodable {
        let verdict: String
        let before: Figures?
        let now: Figures?

        init(_ pair: TaskPair, _ comparison: RunComparison) {
            verdict = comparison.verdict(on: pair).rawValue
            before = pair.before.map(Figures.init)
            now = pair.now.map(Figures.init)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(verdict, forKey: .verdict)
            try container.encode(before, forKey: .before)
            try container.encode(now, forKey: .now)
        }

        enum CodingKeys: String, CodingKey {
            case verdict, before, now
        }
    }

    /// What a task comes to in one run.
    struct Figures: Encodable {
        let id: UInt32
        let name: String?
        let created: Double
        let ended: Double
        let lifetime: Double
        let states: [String: Double]

        enum CodingKeys: String, CodingKey {
            case id, name
            case created = "created_s"
            case ended = "ended_s"
            case lifetime = "lifetime_s"
            case states = "states_s"
        }

        init(_ figures: TaskFigures) {
            id = figures.id.rawValue
            name = figures.isNamed ? figures.title : nil
            created = seconds(figures.created)
            ended = seconds(figures.ended)
            lifetime = seconds(figures.lifetime)
            states = Dictionary(
                uniqueKeysWithValues: TaskState.allCases.map {
                    ($0.word, seconds(figures.states[$0]))
                }
            )
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(id, forKey: .id)
            try container.encode(name, forKey: .name)
            try container.encode(created, forKey: .created)
            try container.encode(ended, forKey: .ended)
            try container.encode(lifetime, forKey: .lifetime)
            try container.encode(states, forKey: .states)
        }
    }
}
