public import ArgumentParser
import LabCore
import Schedules
public import TraceModel

extension TraceClock: ExpressibleByArgument {}

/// What time a program is given.
struct ClockOptions: ParsableArguments {
    @Option(
        name: .customLong("clock"),
        help: ArgumentHelp(
            """
            live: real time. virtual: time that moves only when every task waits; repeatable \
            (default: live; with --races virtual).
            """,
            valueName: "clock"
        )
    )
    var chosenClock: TraceClock?

    @Flag(
        help: """
            Build with the thread sanitizer and report data races, with both lines and tasks. Under \
            the virtual clock. The exit status is 66 where there is one.
            """
    )
    var races = false

    /// The clock: where races are looked for, the virtual one.
    private var clock: TraceClock { chosenClock ?? (races ? .virtual : .live) }

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Virtual clock: the order of jobs (default: 0, first come, first served).",
            valueName: "n"
        )
    )
    var seed: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Virtual clock: pace, 0.1 to 10 times real time, or max (default: 1; as text max).",
            valueName: "x"
        )
    )
    var speed: String?

    @Option(
        help: ArgumentHelp(
            "Virtual clock: replay a schedule, by its token.",
            valueName: "token"
        )
    )
    var schedule: String?

    func validate() throws {
        if let schedule, ScheduleToken(schedule) == nil {
            throw ValidationError(
                "'\(schedule)' is no schedule: a token ends in check digits that fit."
            )
        }
        if schedule != nil, seed != nil {
            throw ValidationError("Give --seed or --schedule, not both.")
        }
        if let seed, UInt64(seed) == nil {
            throw ValidationError("'--seed' takes a whole number from 0 to \(UInt64.max).")
        }
        if let speed, Pace(text: speed) == nil {
            throw ValidationError("'--speed' takes a number from 0.1 to 10, or max.")
        }
        guard clock == .live, schedule == nil else { return }
        if seed != nil {
            throw ValidationError("'--seed' is for the virtual clock: add --clock virtual.")
        }
        if speed != nil {
            throw ValidationError("'--speed' is for the virtual clock: add --clock virtual.")
        }
    }

    /// The schedule to replay.
    var token: ScheduleToken? { schedule.flatMap(ScheduleToken.init) }

    /// Races are found by the order in which things happen, which only the virtual clock gives.
    ///
    /// - Throws: `CommandError` where the live clock was asked for as well.
    func checkRaces() throws {
        guard races, chosenClock == .live else { return }
        throw CommandError(
            "Data races can't be looked for under the live clock.",
            why: "What the system does for itself would hide some of them.",
            next: "Leave out --clock live: --races brings the virtual clock."
        )
    }

    /// The settings; as text a run is over as soon as it can be.
    func settings(isText: Bool) -> ClockSettings {
        ClockSettings(
            schedule == nil ? clock : .virtual,
            seed: seed.flatMap { UInt64($0) } ?? 0,
            pace: speed.flatMap(Pace.init(text:)) ?? (isText ? .max : .normal),
            schedule: token
        )
    }
}
