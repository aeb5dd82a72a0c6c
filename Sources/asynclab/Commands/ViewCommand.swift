import ArgumentParser
import Curriculum
import ExampleRunner
import LabCore
import Synchronization
import TraceModel

/// `asynclab view`: a kept trace.
struct ViewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "view",
        abstract: "Look at a kept trace."
    )

    @Argument(help: "A file that 'asynclab run --save' wrote.")
    var file: String

    @Flag(help: "Tell the run as text.")
    var plain = false

    @Flag(help: "Tell the run as one JSON object.")
    var json = false

    @OptionGroup(title: "Screen") var screen: ScreenOptions

    func validate() throws {
        if plain && json { throw ValidationError("Give --plain or --json, not both.") }
    }

    func run() throws {
        let kept = try KeptRun(path: file)
        if plain || json || !Terminals.areThere {
            let told: any RunTelling =
                json
                ? JSONTelling(kept.programForReport)
                : PlainTelling(isAscii: Terminals.wantASCII(screen))
            told.tellEnd(kept.run, poolWidth: kept.poolWidth)
            return
        }
        let state = LabState(kept: kept.run, title: file, program: kept.program)
        try LabSession.show(state, screen)
    }
}

extension LabSession {
    /// Shows runs that were kept.
    static func show(_ kept: LabState, _ screen: ScreenOptions) throws {
        let installation = Installation.current
        try LabSession(
            installation: installation,
            screen: screen.terminal(installation.environment),
            save: nil,
            limits: .unlimited
        )
        .run(kept)
    }
}

/// A run read from a file.
struct KeptRun {
    let run: RunState
    let poolWidth: Int
    /// The program, if its source was kept.
    let program: ProgramReference?
    private let path: String

    /// Reads the file; `hear` is told each event.
    ///
    /// Only a run that `keepsHistory` can be gone through again.
    init(
        path: String,
        keepsHistory: Bool = true,
        hear: ((TraceEvent) -> Void)? = nil
    ) throws {
        self.path = path
        let file = try KeptEvents(path: path)
        let status = file.status
        let source = file.source
        var run = RunState(
            id: RunID(rawValue: 0),
            phase: .starting,
            clock: ClockSettings(status.clock, seed: status.seed),
            keepsHistory: keepsHistory,
            source: source
        )
        run.apply(.couldSee(status.features, missing: status.missingParts))
        run.read(source, dropped: status.droppedEvents, hear: hear)
        let notes = run.trace.notes
        let end = notes[.end].flatMap(RunEnd.init(text:))
        let makespan = notes[.makespan].flatMap(UInt64.init) ?? status.finished
        run.apply(
            .ended(
                end ?? .stopped("the trace ends here"),
                at: makespan ?? run.trace.lastEvent,
                inGoodOrder: status.finished != nil
            )
        )
        self.run = run
        poolWidth = status.poolWidth
        program = notes[.sourceText].map { source in
            ProgramReference(
                name: Self.name(notes[.sourcePath] ?? "program.swift"),
                path: notes[.sourcePath] ?? "program.swift",
                source: source,
                settings: ProgramSettings()
            )
        }
    }

    /// The program, or one that has nothing but the trace's name.
    var programForReport: ProgramReference {
        program
            ?? ProgramReference(
                executable: run.trace.notes[.executable] ?? path,
                arguments: [],
                settings: ProgramSettings()
            )
    }

    private static func name(_ path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(".swift") ? String(file.dropLast(6)) : file
    }
}

/// The events of a kept trace, read from its file whenever they are asked for.
private final class KeptEvents: Sendable {
    let status: TraceStatus
    private let count: Int
    /// A reader is for one thread at a time.
    private let reader: Mutex<TraceReader>

    init(path: String) throws {
        let reader = try TraceReader(path: path)
        status = try reader.status()
        count = Int(try reader.reservedEvents())
        self.reader = Mutex(reader)
    }

    var source: EventSource {
        EventSource(count: count) { positions in
            self.reader.withLock { $0.events(at: positions) }
        }
    }
}
