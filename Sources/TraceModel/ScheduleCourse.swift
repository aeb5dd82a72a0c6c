import CTraceFormat

/// How a run went by its schedule.
public struct ScheduleCourse: Equatable, Sendable {
    /// Choices where more than one could run; 0 by seed 0, which makes none.
    public let choices: Int
    /// The same only for runs that went the same way.
    public let fingerprint: UInt64
    /// A switch that was asked for was not possible.
    public let hasMisfit: Bool

    /// A course, told in full.
    public init(choices: Int = 0, fingerprint: UInt64 = 0, hasMisfit: Bool = false) {
        self.choices = choices
        self.fingerprint = fingerprint
        self.hasMisfit = hasMisfit
    }

    init(_ course: asynclab_schedule_course) {
        choices = Int(course.choices)
        fingerprint = course.fingerprint
        hasMisfit = course.misfits != 0
    }
}

/// A choice that was not the steady one: another task ran first.
public struct TakenSwitch: Equatable, Sendable {
    /// When, in nanoseconds since the start.
    public let time: Nanoseconds
    /// Who ran; nil: a thread of the program, or work without a task.
    public let task: TaskID?
    /// Who would have gone on, or was first in the queue; nil as above.
    public let insteadOf: TaskID?
}
