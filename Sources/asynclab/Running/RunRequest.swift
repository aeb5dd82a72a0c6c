import Curriculum
import ExampleRunner
import LabCore
import TraceModel

/// A program to run, and how.
struct RunRequest: Sendable {
    let program: ProgramReference
    /// Threads of the global pool; nil: as many as there are cores.
    let threads: Int?
    let clock: ClockSettings
    let limits: RunLimits
    /// Where to keep the trace, if anywhere.
    let save: String?
    /// Events of the run that there is room for.
    var events = TraceFile.defaultEvents
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

    /// What is added to the environment of the program, so that it is watched.
    func environment(
        _ installation: Installation,
        trace: String,
        _ program: ReadyProgram
    ) -> [String: String] {
        let library = program.isDirect ? installation.runtimeLibrary : installation.followLibrary
        var added = ["ASYNCLAB_TRACE": trace, "LD_PRELOAD": library]
        if !program.isDirect {
            added["ASYNCLAB_FOLLOW"] = installation.runtimeLibrary
            added["ASYNCLAB_TOOLCHAIN"] = program.toolchainPrefixes.joined(separator: ":")
        }
        if let threads { added["ASYNCLAB_THREADS"] = "\(threads)" }
        if let preload = installation.environment["LD_PRELOAD"] {
            added["LD_PRELOAD"] = library + ":" + preload
            added["ASYNCLAB_USER_PRELOAD"] = preload
        }
        if clock.clock == .virtual {
            added["ASYNCLAB_CLOCK"] = "virtual"
            added["ASYNCLAB_SEED"] = "\(clock.askedSeed)"
            added["SWIFT_DETERMINISTIC_HASHING"] = "1"
            if installation.environment["SWIFT_BACKTRACE"] == nil {
                added["SWIFT_BACKTRACE"] = BacktraceText.settings
            }
        }
        return added
    }
}
