public import TraceModel

/// Tells one run from another, so that what a stopped one still reports is recognised.
public struct RunID: RawRepresentable, Hashable, Sendable {
    /// A number given in order, from 1.
    public let rawValue: Int

    /// The run of a number.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }
}

/// How far a run is.
public enum RunPhase: Equatable, Sendable {
    case compiling
    /// Compiled, and not yet heard of.
    case starting
    case running
    case ended(RunEnd)
    /// It never ran: lines that say why, as the compiler wrote them or in the words of an error.
    case failed([String])

    /// Something is under way that can be stopped.
    public var isUnderWay: Bool {
        switch self {
        case .compiling, .starting, .running: true
        case .ended, .failed: false
        }
    }
}

/// One run of a program and what is known of it.
public struct RunState: Equatable, Sendable {
    /// Which run it is.
    public internal(set) var id: RunID
    /// How far it is.
    public internal(set) var phase: RunPhase
    /// What is known of its tasks and its output.
    public internal(set) var trace = Trace()
    /// Its tasks in the order of their lanes: children below their parents, in the order of creation.
    public internal(set) var lanes: [TaskLane] = []
    /// The time that the timeline shows: the program's clock while it runs, its end afterwards.
    public internal(set) var now: Nanoseconds = 0
    /// What there is to say of it, once it has ended.
    public private(set) var findings: [Finding] = []
    /// Events that found the trace full.
    public internal(set) var droppedEvents: UInt64 = 0
    /// What went wrong around it, in lines for the reader.
    public internal(set) var remarks: [String] = []
    /// Why nothing, or not all, of a run that took place could be watched: lines for the reader.
    public internal(set) var caveats: [String] = []
    /// What could be seen of its Swift runtime; nil until it has said so.
    public internal(set) var features: TraceFeatures?
    /// What of its runtime is missing.
    public internal(set) var missingParts: [RuntimePart] = []
    /// Set when the learner asked to stop it and it has not ended yet.
    public internal(set) var isStopping = false
    /// Its clock, seed and pace: those asked for, until it has said which it has.
    public internal(set) var clock: ClockSettings
    /// How it went by its schedule; nil until it has ended, and under the live clock.
    @Boxed public internal(set) var course: ScheduleCourse?
    /// The program takes no step until it may go on.
    public internal(set) var isPaused = false
    /// What it could run next, while it is paused and waits.
    @Boxed public internal(set) var offer: ReadyOffer?
    /// What the learner chose in it, in order.
    public internal(set) var made: [MadeChoice] = []
    /// How it went by its schedule, as it was told last.
    @Boxed var courseSoFar: ScheduleCourse?

    /// The source that it runs, in a lesson, where the learner can change it meanwhile.
    var source: String?
    /// What has happened, where it can be gone through again.
    @Boxed var history: RunHistory?
    /// The earlier moment that is on the screen, if one is.
    @Boxed var past: RunMoment?
    /// The part of its time that the timeline shows; nil: all of it.
    public internal(set) var window: TimeWindow?
    /// How its lanes and its time are shown.
    @Boxed public internal(set) var picture = RunPicture()
    /// Where the learner was in it before, to go back to.
    @Boxed var trail = TimelineTrail()

    /// A run that has just been asked for.
    ///
    /// Only one that `keepsHistory` can be gone through again; where its events can be read again from a
    /// source, it does not hold them.
    public init(
        id: RunID,
        phase: RunPhase = .compiling,
        clock: ClockSettings = ClockSettings(),
        keepsHistory: Bool = true,
        source: EventSource? = nil
    ) {
        self.id = id
        self.phase = phase
        self.clock = clock
        history = keepsHistory ? RunHistory(source: source) : nil
    }

    /// How it ended; nil while it is under way, and where it never ran.
    public var end: RunEnd? {
        if case .ended(let end) = phase { end } else { nil }
    }
}

/// What a run reports.
public enum RunReport: Equatable, Sendable {
    /// The compiler is done.
    case compiled
    /// The program's source, as it was compiled.
    case sourced(String)
    /// Compiling failed, or the program could not be started.
    case failed([String])
    /// The program says which clock it has, and which seed.
    case started(TraceClock, seed: UInt64)
    /// More of the trace; the first says that the program runs.
    case traced([TraceEvent], dropped: UInt64)
    /// Lines of source that addresses of the program belong to.
    case located([ProgramAddress: [CodeLine]])
    /// What can be seen of the program's Swift runtime.
    case couldSee(TraceFeatures, missing: [RuntimePart])
    /// The program ran, and none of it could be watched: lines for the reader.
    case unwatched([String])
    /// Something went wrong around a run that took place: lines for the reader.
    case remarked([String])
    /// Output that the trace does not tell of.
    case printed(OutputStream, String)
    /// How the run went by its schedule.
    case scheduled(ScheduleCourse)
    /// It is paused, and this could run next; it goes on where more is told.
    case offered(ReadyOffer)
    /// The program's clock.
    case clock(Nanoseconds)
    /// The program has ended, at a time of its own clock; `inGoodOrder`: it left by itself.
    case ended(RunEnd, at: Nanoseconds, inGoodOrder: Bool)
}

extension RunState {
    /// Takes in a report.
    ///
    /// Reports of a run come in order.
    public mutating func apply(_ report: RunReport) {
        take(report)
        switch report {
        case .ended: updatePicture(isWhole: true)
        case .traced, .printed: updatePicture(isWhole: false)
        default: break
        }
    }

    private mutating func take(_ report: RunReport) {
        switch report {
        case .compiled: phase = .starting
        case .sourced(let text):
            trace.apply(TraceEvent(time: 0, thread: .main, fact: .noted(.sourceText, text)))
        case .failed(let lines): phase = .failed(lines)
        case .started(let clock, let seed):
            self.clock.clock = clock
            self.clock.seed = seed
        case .traced(let events, let dropped):
            if phase == .starting { phase = .running }
            take(events)
            if !events.isEmpty { offer = nil }
            makeLanes()
            droppedEvents = dropped
        case .remarked(let lines): remarks += lines
        case .couldSee(let features, let missing):
            self.features = features
            missingParts = missing
            caveats += features.unseenSentence.map { [$0] } ?? []
        case .unwatched(let lines): caveats += lines
        case .located(let lines):
            trace.learn(lines)
            past?.trace.learn(lines)
            findings = trace.findings(end: end)
        case .printed(let stream, let text):
            let fact = TraceEvent.Fact.printed(nil, stream: stream, text: text)
            take([TraceEvent(time: now, thread: .main, fact: fact)])
        case .scheduled(let course):
            self.course = course
            courseSoFar = course
        case .offered(let offer):
            self.offer = offer
            courseSoFar = offer.course
        case .clock(let time): now = max(now, time)
        case .ended(let end, let time, let inGoodOrder):
            // Whatever status a program leaves with that the library ends.
            phase = .ended(trace.stopReason.map { .stopped($0) } ?? end)
            trace.end(at: time, inGoodOrder: inGoodOrder && trace.stopReason == nil)
            now = trace.ended ?? time
            findings = trace.findings(end: self.end)
            // Who looks at an earlier moment meanwhile goes on doing so.
            if isPaused { past = nil }
            isPaused = false
            offer = nil
        }
    }

    /// Takes in the events of a source, which must be those of its history; `hear` is told each.
    public mutating func read(
        _ source: EventSource,
        dropped: UInt64,
        hear: ((TraceEvent) -> Void)? = nil
    ) {
        phase = .running
        var start = 0
        while start < source.count {
            let events = source.events(in: start..<min(source.count, start + 1 << 14))
            // A file that was cut short has fewer than it says.
            if events.isEmpty { break }
            take(events)
            if let hear { events.forEach(hear) }
            start += events.count
        }
        makeLanes()
        droppedEvents = dropped
    }

    private mutating func take(_ events: [TraceEvent]) {
        // Out of the state, so that nothing of it is copied; events neither, of which there are many.
        let events = events.span
        guard var history = history.take() else {
            for index in events.indices { trace.apply(events[index]) }
            now = max(now, trace.lastEvent)
            return
        }
        for index in events.indices {
            trace.apply(events[index])
            history.append(events[index], isJob: isJob(events[index]))
            if history.wantsMark { history.keep(trace.mark()) }
        }
        self.history = history
        now = max(now, trace.lastEvent)
    }

    /// A task's turn begins.
    ///
    /// The runtime's hidden tasks are not among the trace's: what they do is no step.
    private func isJob(_ event: TraceEvent) -> Bool {
        if case .started(let task, _) = event.fact {
            trace.position(of: task) != nil
        } else {
            false
        }
    }

    private mutating func makeLanes() {
        if lanes.count != trace.tasks.count { lanes = TaskLane.lanes(of: trace) }
    }
}
