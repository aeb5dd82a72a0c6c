import CTraceFormat
public import Schedules

/// How a run went by its schedule.
public struct ScheduleCourse: Equatable, Sendable {
    /// Choices where more than one could run; 0 by seed 0, which makes none.
    public let choices: Int
    /// The same only for runs that went the same way.
    public let fingerprint: UInt64
    /// A switch that was asked for was not possible.
    public let hasMisfit: Bool
    /// The fingerprint just behind the last choice that somebody made otherwise than the schedule would
    /// have; 0: none was.
    public let chosenFingerprint: UInt64
    /// Threads of the pool.
    public let threads: Int

    /// A course, told in full.
    public init(
        choices: Int = 0,
        fingerprint: UInt64 = 0,
        hasMisfit: Bool = false,
        chosenFingerprint: UInt64 = 0,
        threads: Int = 1
    ) {
        self.choices = choices
        self.fingerprint = fingerprint
        self.hasMisfit = hasMisfit
        self.chosenFingerprint = chosenFingerprint
        self.threads = threads
    }

    init(_ header: asynclab_trace_header) {
        choices = Int(header.course.choices)
        fingerprint = header.course.fingerprint
        hasMisfit = header.course.misfits != 0
        chosenFingerprint = header.choosing.fingerprint
        threads = max(1, Int(header.pool_width))
    }

    /// The run went as the one did that the token was made of.
    public func fits(_ token: ScheduleToken) -> Bool {
        !hasMisfit && token.fits(fingerprint: token.isChosen ? chosenFingerprint : fingerprint)
    }
}

/// What a paused program could run next.
public struct ReadyOffer: Equatable, Sendable {
    /// Tells it from other offers of the run; from 1.
    public let number: Int
    /// The tasks, in the order in which they became ready.
    public let tasks: [TaskID]
    /// How many more there are, which can't be chosen.
    public let more: Int
    /// The number that the next choice of the schedule has.
    public let choice: Int
    /// Events of the run that came before.
    public let events: Int
    /// How the run has gone so far.
    public let course: ScheduleCourse

    /// An offer, told in full.
    public init(
        number: Int,
        tasks: [TaskID],
        more: Int = 0,
        choice: Int,
        events: Int,
        course: ScheduleCourse = ScheduleCourse()
    ) {
        self.number = number
        self.tasks = tasks
        self.more = more
        self.choice = choice
        self.events = events
        self.course = course
    }

    /// Nil where the program does not wait.
    init?(_ header: asynclab_trace_header) {
        let choosing = header.choosing
        guard choosing.offer != 0 else { return nil }
        number = Int(choosing.offer)
        let count = min(choosing.offered_count, ASYNCLAB_MOST_OFFERED)
        tasks = withUnsafeBytes(of: choosing.offered) { bytes in
            bytes.bindMemory(to: UInt32.self).prefix(Int(count)).map(TaskID.init(rawValue:))
        }
        more = Int(choosing.offered_count - count)
        choice = Int(choosing.choice)
        events = Int(clamping: choosing.records)
        course = ScheduleCourse(header)
    }
}

/// The first moment of a run that is by a schedule at which there is a choice again.
public struct ChoicePoint: Equatable, Sendable {
    /// No choice with a lower number counts.
    public let choice: Int
    /// Nor does one before which there were fewer events.
    public let events: Int

    /// The first that is behind so many choices and so many events.
    public init(choice: Int = 0, events: Int = 0) {
        self.choice = choice
        self.events = events
    }
}

/// A choice that was not the steady one: another task ran first.
public struct TakenSwitch: Equatable, Sendable {
    /// When, in nanoseconds since the start.
    public let time: Nanoseconds
    /// Who ran; nil: a thread of the program, or work without a task.
    public let task: TaskID?
    /// Where it goes on, where that is known.
    public let place: PlaceID?
    /// Who would have gone on, or was first in the queue; nil as above.
    public let insteadOf: TaskID?
    /// Where that one waits, where that is known.
    public let otherPlace: PlaceID?
    /// The choice, where somebody who watched made it; nil: the schedule did.
    public let chosen: Schedule.Switch?

    init(
        _ time: Nanoseconds,
        _ task: TaskID?,
        _ other: TaskID?,
        _ chosen: Schedule.Switch?,
        in trace: Trace
    ) {
        func place(_ task: TaskID?) -> PlaceID? {
            task.flatMap { trace.task($0) }.flatMap { trace.place(of: $0) }
        }
        self.time = time
        self.task = task
        self.place = place(task)
        insteadOf = other
        otherPlace = place(other)
        self.chosen = chosen
    }
}
