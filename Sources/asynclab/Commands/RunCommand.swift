import ArgumentParser
import Curriculum
import ExampleRunner
import FoundationEssentials
import Glibc
import LabCore
import TraceModel

/// `asynclab run`: a program, watched.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a program and watch its tasks.",
        discussion: """
            The program's standard input is empty. In a terminal the tasks move on a timeline, and the exit status is 0. With --plain and \
            --json, or where there is no terminal, the run is told as text, and the exit status is \
            the program's; 128 and the number of the signal after a crash, 124 where it was stopped: \
            after the time limit, or under the virtual clock in a deadlock or livelock; 130 after Ctrl-C, 1 if it could not be run.
            """
    )

    @Argument(help: "A .swift file, or LESSON/EXAMPLE.")
    var target: String

    @OptionGroup var options: ProgramOptions
    @OptionGroup var clock: ClockOptions

    @Flag(help: "Tell the run as text.")
    var plain = false

    @Flag(help: "Tell the run as one JSON object.")
    var json = false

    @Option(help: ArgumentHelp("Keep the trace.", valueName: "file"))
    var save: String?

    @Option(
        help: ArgumentHelp(
            "Stop the program after so many seconds; 0: never (default: 60 as text, else never).",
            valueName: "seconds"
        )
    )
    var timeLimit: Double?

    /// Bytes of output after which a program is stopped: asynclab keeps all of it in memory.
    private static let outputLimit = 256 << 20

    /// Seconds that a run told as text may take where nothing else is said: a program that never
    /// ends must not hang a script.
    private static let textTimeLimit = 60.0

    func validate() throws {
        if let timeLimit, !(timeLimit >= 0 && timeLimit <= 1e6) {
            throw ValidationError("'--time-limit' takes seconds, from 0 to 1000000.")
        }
        if plain && json { throw ValidationError("Give --plain or --json, not both.") }
    }

    func run() throws {
        let installation = Installation.current
        let program = try ProgramReference.find(
            target,
            settings: options.settings,
            in: installation
        )
        if let save { try checkWritable(save) }
        let request = RunRequest(
            program,
            threads: options.threads,
            clock: clock.settings(isText: true),
            limits: limits(isText: true),
            save: save
        )
        if !plain, !json, Terminals.areThere {
            try LabSession(
                installation: installation,
                save: save,
                limits: limits(isText: false)
            )
            .run(
                LabState(
                    subject: .program(program.with(threads: options.threads)),
                    clock: clock.settings(isText: false)
                )
            )
            return
        }
        let told: any RunTelling =
            json ? JSONTelling(program) : PlainTelling(isAscii: !Terminals.speakUTF8)
        let status = try ToldRun(request: request, installation: installation).run(told)
        if status != 0 { throw ExitCode(status) }
    }

    /// Whether a trace can be kept is asked before a long run, not after it.
    private func checkWritable(_ path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard access(folder, W_OK) == 0 else {
            throw TraceError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
        var isFolder = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
            throw TraceError.cannotWrite(path: path, reason: String(cString: strerror(EISDIR)))
        }
    }
}

extension RunCommand {
    private func limits(isText: Bool) -> RunLimits {
        let seconds = timeLimit ?? (isText ? Self.textTimeLimit : 0)
        return RunLimits(
            wallTime: seconds > 0 ? .seconds(seconds) : nil,
            output: Self.outputLimit
        )
    }
}

extension ProgramReference {
    /// The same program on so many threads.
    func with(threads: Int?) -> ProgramReference {
        var settings = settings
        settings.threads = threads ?? settings.threads
        return ProgramReference(name: name, path: path, source: source, settings: settings)
    }
}
