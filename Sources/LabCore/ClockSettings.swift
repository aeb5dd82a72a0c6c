public import Schedules
public import TraceModel

/// What time a run is given, in which order its jobs run, and how fast it is told.
public struct ClockSettings: Equatable, Sendable {
    /// Real time, or time of its own.
    public var clock: TraceClock
    /// Under the virtual clock: names the order of jobs; 0: first come, first served.
    public var seed: UInt64
    /// Under the virtual clock: how fast virtual time passes.
    public var pace: Pace
    /// Under the virtual clock: the order of jobs, where it is not that of a seed.
    public var schedule: ScheduleToken?
    /// Under the virtual clock: the order of jobs, where the run is made again to choose otherwise.
    public var order: Schedule?
    /// The search in which that was found, or none that fails.
    public var explored: ExplorationResult?

    /// Settings; what is left out is as for a run that nobody said anything of.
    public init(
        _ clock: TraceClock = .live,
        seed: UInt64 = 0,
        pace: Pace = .normal,
        schedule: ScheduleToken? = nil
    ) {
        self.clock = clock
        self.seed = seed
        self.pace = pace
        self.schedule = schedule
    }

    /// By which schedule the program is run, under the virtual clock.
    public var asked: Schedule { order ?? schedule?.schedule ?? .seeded(seed) }

    /// The seed of the program's random numbers, and of the order where nothing else says it.
    public var askedSeed: UInt64 {
        if case .seeded(let seed) = asked.unchosen { seed } else { seed }
    }

    /// The settings of a run that goes the same way but for what somebody chose.
    func choosing(_ choices: [Schedule.Switch]) -> ClockSettings {
        var settings = self
        settings.order = asked.choosing(choices)
        settings.schedule = nil
        settings.explored = nil
        return settings
    }

    /// It is not that of a seed.
    private var isGiven: Bool {
        if schedule != nil { return true }
        if case .seeded = asked.unchosen { return false }
        return true
    }

    /// The clock, and under the virtual one the pace, and the seed where one was chosen: `live`,
    /// `virtual 0.5x`, `virtual max seed 7`, and
    /// `as given` by a schedule.
    public var text: String {
        switch clock {
        case .live: "live"
        case .virtual where isGiven: "virtual \(pace.text) as given"
        case .virtual: "virtual \(pace.text)" + (seed == 0 ? "" : " seed \(seed)")
        }
    }
}

/// How fast virtual time passes, compared with real time.
public struct Pace: Hashable, Sendable {
    /// Thousandths of the speed of real time; nil: as fast as the program can.
    public let thousandths: Int?

    /// As fast as real time.
    public static let normal = Pace(thousandths: 1000)
    /// As fast as the program can.
    public static let max = Pace(thousandths: nil)

    /// Those that the keys choose among, the slowest first.
    static let steps: [Pace] =
        [100, 250, 500, 1000, 2000, 5000, 10_000].map(Pace.init(thousandths:)) + [.max]

    private init(thousandths: Int?) {
        self.thousandths = thousandths
    }

    /// Reads `0.1` to `10`, with or without an x behind it, and `max`; nil for anything else.
    public init?(text: String) {
        if text == "max" {
            self = .max
            return
        }
        let number = text.hasSuffix("x") ? text.dropLast() : text[...]
        guard let value = Double(number), (0.1...10).contains(value) else { return nil }
        self.init(thousandths: Int((value * 1000).rounded()))
    }

    /// `0.5x`, `max`.
    public var text: String {
        guard let thousandths else { return "max" }
        var fraction = String(thousandths % 1000 + 1000).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        return "\(thousandths / 1000)" + (fraction.isEmpty ? "" : ".\(fraction)") + "x"
    }

    /// How many times as fast as real time; nil: as fast as the program can.
    public var factor: Double? { thousandths.map { Double($0) / 1000 } }

    /// The next that the keys choose; nil beyond the last.
    func next(isFaster: Bool) -> Pace? {
        let own = thousandths ?? .max
        return isFaster
            ? Self.steps.first { $0.thousandths ?? .max > own }
            : Self.steps.last { $0.thousandths ?? .max < own }
    }
}
