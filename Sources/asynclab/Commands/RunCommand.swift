import ArgumentParser
import Curriculum
import ExampleRunner
import FoundationEssentials
import Glibc
import LabCore
import Schedules
import TraceModel

/// `asynclab run`: a program, watched.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a program and watch its tasks.",
        usage: "asynclab run [<options>] (<target> | -- <command>) [<argument> ...]",
        discussion: """
            A target is a .swift file, LESSON/EXAMPLE, or an executable with a slash in its path; a \
            command is what a shell would take for one, such as: asynclab run -- swift test. Of an \
            executable or a command the first Swift program is watched that makes a task: itself, or \
            one that it starts. It needs the Swift runtime as shared libraries, as swift build links \
            it. What cannot be watched runs all the same.

            Standard input is empty, but for executables and commands told as text: they have \
            asynclab's. In a terminal the tasks move on a timeline, and the exit status is 0. With --plain and \
            --json, or where there is no terminal, the run is told as text, and the exit status is \
            the program's; 128 and the number of the signal after a crash, 124 where it was stopped: \
            after the time limit, or under the virtual clock in a deadlock or livelock; 130 after Ctrl-C, 1 if it could not be run.
            """
    )

    @Argument(
        help: ArgumentHelp(
            "A .swift file, LESSON/EXAMPLE, an executable, or behind -- a command; then its arguments.",
            valueName: "target"
        )
    )
    var words: [String] = []

    @OptionGroup var options: ProgramOptions
    @OptionGroup var clock: ClockOptions

    @Flag(help: "Tell the run as text.")
    var plain = false

    @Flag(help: "Tell the run as one JSON object.")
    var json = false

    @OptionGroup var exploring: ExploreOptions
    @OptionGroup(title: "Screen") var screen: ScreenOptions

    @Option(help: ArgumentHelp("Keep the trace.", valueName: "file"))
    var save: String?

    @Option(
        help: ArgumentHelp(
            """
            Stop the program after so many seconds; 0: never (default: 60 for source told as text, \
            else never).
            """,
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
        if words.isEmpty {
            throw ValidationError("Name a program: a .swift file, LESSON/EXAMPLE or an executable.")
        }
        if exploring.isAsked, clock.seed != nil || clock.schedule != nil {
            throw ValidationError("Give --explore, or --seed, or --schedule.")
        }
        if exploring.isAsked, clock.races {
            throw ValidationError("Give --explore or --races, not both: --races needs no search.")
        }
        if plain && json { throw ValidationError("Give --plain or --json, not both.") }
    }

    func run() throws {
        let installation = Installation.current
        try clock.checkRaces()
        var program = try ProgramSearch(installation: installation, settings: options.settings)
            .find(words, isCommand: words.count == Self.wordsBehindTerminator)
        if let save { try checkWritable(save) }
        program.settings.findsRaces = clock.races
        if clock.races, program.form == .executable { throw CommandError.racesNeedSource(program) }
        let explored = try exploring.result(for: program, self, installation)
        let told = explored.map { clock.settings(isText: true).showing($0) }
        let request = RunRequest(
            program,
            threads: threads(explored),
            clock: told ?? clock.settings(isText: true),
            limits: limits(for: program, isText: true),
            save: save,
            input: program.form == .executable ? Self.standardInput : nil
        )
        if !plain, !json, Terminals.areThere {
            let left = try LabSession(
                installation: installation,
                screen: screen.terminal(installation.environment),
                save: save,
                limits: limits(for: program, isText: false)
            )
            .run(
                LabState(
                    subject: .program(program.with(threads: threads(explored))),
                    clock: explored.map { clock.settings(isText: false).showing($0) }
                        ?? clock.settings(isText: false)
                )
            )
            tellChoices(of: left)
            return
        }
        let telling: any RunTelling =
            json ? JSONTelling(program) : PlainTelling(isAscii: Terminals.wantASCII(screen))
        let status = try ToldRun(request: request, installation: installation).run(telling)
        if status != 0 { throw ExitCode(status) }
        // What it prints is wrong: nothing else says so to a script.
        if explored?.failing != nil { throw ExitCode(1) }
    }

    /// Says how to have the run again whose jobs the learner chose.
    private func tellChoices(of state: LabState) {
        guard let token = state.run?.chosenSchedule?.text else { return }
        let isCommand = words.count == Self.wordsBehindTerminator
        print(
            "To see your choices again: asynclab run --schedule \(token)\(isCommand ? " --" : "") "
                + words.joined(separator: " ")
        )
    }

    /// Threads of the pool: as asked for, else as the schedule has them.
    private func threads(_ explored: ExplorationResult?) -> Int? {
        options.threads ?? (explored?.failing?.token ?? clock.token)?.threads
    }

    /// How many words come behind the first `--`: where these are all, the first is a command.
    private static var wordsBehindTerminator: Int {
        let words = CommandLine.arguments
        return words.firstIndex(of: "--").map { words.count - $0 - 1 } ?? 0
    }

    /// Where another process finds what comes to asynclab's standard input; nil where none can.
    private static var standardInput: String? {
        let path = "/proc/\(getpid())/fd/\(STDIN_FILENO)"
        let file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        close(file)
        return path
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
    /// An executable or a command takes as long as it takes without asynclab.
    func limits(for program: ProgramReference, isText: Bool) -> RunLimits {
        let isShort = isText && program.form == .source
        let seconds = timeLimit ?? (isShort ? Self.textTimeLimit : 0)
        return RunLimits(
            wallTime: seconds > 0 ? .seconds(seconds) : nil,
            output: Self.outputLimit
        )
    }
}

extension CommandError {
    fileprivate static func racesNeedSource(_ program: ProgramReference) -> CommandError {
        CommandError(
            "Data races can't be looked for in '\(program.path)'.",
            why: "It was built elsewhere: --races has asynclab build a program for it.",
            next: "Give a .swift file or LESSON/EXAMPLE, or leave out --races."
        )
    }
}

extension ProgramReference {
    /// The same program on so many threads.
    func with(threads: Int?) -> ProgramReference {
        var program = self
        program.settings.threads = threads ?? settings.threads
        return program
    }
}
