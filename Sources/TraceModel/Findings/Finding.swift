/// Something about a run that a reader should know: one plain sentence and what it is about.
public struct Finding: Equatable, Sendable {
    /// The kinds, by the words of `--json`.
    public enum Kind: String, CaseIterable, Sendable {
        /// What a task waited for when nothing could ever run again.
        case waiting
        /// The task yielded without end, and nothing else could run.
        case yielding
        /// The task was on a thread when the time limit came.
        case running = "running-at-limit"
        /// Two tasks used the same memory, one of them wrote, and nothing put them in order.
        case dataRace = "data-race"
        /// A task kept its thread while a call waited.
        case blockedThread = "blocked-thread"
        /// A task kept the main actor while others waited for it.
        case mainActorHeld = "main-actor-held"
        /// Tasks had to wait because others blocked the pool's threads.
        case poolStarved = "pool-starved"
        /// A task computed for long while others waited for a turn.
        case neverYields = "never-yields"
        /// Tasks waited for an actor that others kept.
        case actorContention = "actor-contention"
        /// A task slept within an actor, and another came in meanwhile.
        case sleepInActor = "sleep-in-actor"
        /// A task waited for one thing after another that could have gone on at one time.
        case awaitsInARow = "awaits-in-a-row"
        /// A task waited for a continuation that nobody resumed.
        case continuationNeverResumed = "continuation-never-resumed"
        /// The program ended before the task did.
        case unfinishedTask = "unfinished-task"
    }

    /// What kind of thing it is.
    public let kind: Kind
    /// The task that it is about; number 0 where a data race is between threads without tasks.
    public let task: TaskID
    /// How long it lasted, in all.
    public let nanoseconds: Nanoseconds
    /// One plain sentence.
    public let message: String
    /// Where it begins, if that is known.
    public internal(set) var line: CodeLine?
    /// The number of the lesson that teaches it; nil where none does.
    public internal(set) var lesson: Int?

    init(
        _ kind: Kind,
        _ task: TaskID,
        _ nanoseconds: Nanoseconds,
        at line: CodeLine?,
        _ message: String
    ) {
        self.kind = kind
        self.task = task
        self.nanoseconds = nanoseconds
        self.line = line
        self.message = message
        lesson = kind.lesson
    }
}

extension Finding.Kind {
    /// The number of the lesson that teaches it, as in the name of the lesson's folder; nil: none does.
    public var lesson: Int? {
        switch self {
        case .blockedThread, .mainActorHeld, .poolStarved: 2
        case .awaitsInARow: 3
        case .unfinishedTask: 4
        case .sleepInActor, .actorContention: 6
        case .neverYields: 7
        case .waiting, .yielding, .running, .continuationNeverResumed, .dataRace: nil
        }
    }
}

extension Trace {
    /// What there is to say of a run that has ended; `end` is how, where the trace does not tell.
    ///
    /// First data races; then what concerns one task, in the order of the tasks; then what lies between several.
    public func findings(end: RunEnd? = nil) -> [Finding] {
        guard let ended else { return [] }
        let search = FindingSearch(self, ended: ended, end: end)
        return search.dataRaces + search.ofOneTask + search.mainActorHeld + search.poolStarved
            + search.neverYields
            + search.actorContention + search.sleepInActor + search.awaitsInARow
    }
}
