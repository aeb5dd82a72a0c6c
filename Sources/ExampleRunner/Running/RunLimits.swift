/// What a program may use.
///
/// Whoever exceeds a limit is stopped with all its processes.
public struct RunLimits: Hashable, Sendable {
    /// Longest time, of a real clock; nil: any.
    public var wallTime: Duration?
    /// Most resident memory in bytes, summed over its processes; nil: any.
    ///
    /// Looked at about every 50 ms.
    public var memory: Int?
    /// Most bytes of output, of both streams together; nil: any.
    public var output: Int?
    /// Most processes at a time; nil: any.
    ///
    /// Looked at about every 50 ms.
    public var processes: Int?

    /// Limits; what is left out is not limited.
    ///
    /// Values below 1 count as 1.
    public init(
        wallTime: Duration? = nil,
        memory: Int? = nil,
        output: Int? = nil,
        processes: Int? = nil
    ) {
        self.wallTime = wallTime
        self.memory = memory
        self.output = output
        self.processes = processes
    }

    /// For a lesson's program: 30 s, 1 GiB, 1 MiB of output, 64 processes.
    public static let lesson = RunLimits(
        wallTime: .seconds(30),
        memory: 1 << 30,
        output: 1 << 20,
        processes: 64
    )

    /// No limits, for somebody's own program.
    public static let unlimited = RunLimits()
}
