import Curriculum
import ExampleRunner
import LabCore

/// A program to run, and how.
struct RunRequest: Sendable {
    let program: ProgramReference
    /// Threads of the global pool; nil: as many as there are cores.
    let threads: Int?
    let clock: ClockSettings
    let limits: RunLimits
    /// Where to keep the trace, if anywhere.
    let save: String?
    /// File that is the program's standard input; nil: that is empty.
    let input: String?

    init(
        _ program: ProgramReference,
        threads: Int? = nil,
        clock: ClockSettings = ClockSettings(),
        limits: RunLimits,
        save: String? = nil,
        input: String? = nil
    ) {
        self.program = program
        self.threads = threads ?? program.settings.threads
        self.clock = clock
        self.limits = limits
        self.save = save
        self.input = input
    }
}
