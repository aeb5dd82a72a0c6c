import ArgumentParser
import Curriculum
import ExampleRunner
import Glibc
import LabCore
import LabViews
import NcursesTerminal
import ProgressStore
import Screen
import TraceModel

/// The lab on a terminal: keys and reports come in, frames go out, effects are carried out.
struct LabSession {
    let installation: Installation
    /// How the terminal is used.
    let screen: Terminal.Options
    /// Where each run's trace is kept, if anywhere.
    let save: String?
    let limits: RunLimits
    /// Where the learner's own programs are.
    var files: LearnerFiles {
        LearnerFiles(
            environment: installation.environment,
            workspace: workspace ?? Workspace(environment: installation.environment)
        )
    }
    /// Where exercises are, if that was said.
    var workspace: Workspace?
    /// What the learner does is kept here, if anywhere.
    var store: ProgressStore?

    /// The exercise that is opened has a file from the start, and is checked at once where there is
    /// something to check.
    var isWatching = false

    /// The tutorial, at a step of a lesson, where the lesson was left, or where the learner stopped.
    static func openTutorial(
        _ installation: Installation,
        screen: ScreenOptions,
        at lesson: Lesson? = nil,
        step: Int? = nil,
        workspace: Workspace? = nil,
        isWatching: Bool = false
    ) throws {
        guard Terminals.areThere else {
            throw CommandError(
                "The tutorial needs a terminal.",
                why: "Standard input or output is not one.",
                next: "Run a program without one: asynclab run 2/all-blocking --plain"
            )
        }
        let course = try installation.course()
        let store = ProgressStore(environment: installation.environment)
        let kept = Blocking.wait { await store.read() }
        let opened = LabState(course: course, progress: kept.progress, lesson: lesson, step: step)
        guard var state = opened else {
            throw CommandError(
                "There are no lessons.",
                why: "'\(installation.lessonsFolder)' holds none."
            )
        }
        if let notice = kept.problem?.oneLine ?? kept.notice {
            _ = update(&state, .noticed(notice))
        }
        let session = LabSession(
            installation: installation,
            screen: screen.terminal(installation.environment),
            save: nil,
            limits: .lesson,
            workspace: workspace,
            store: kept.problem == nil ? store : nil,
            isWatching: isWatching
        )
        try session.run(state)
    }

    /// Runs until the learner quits.
    ///
    /// On the main thread.
    ///
    /// - Returns: the state then.
    @discardableResult
    func run(_ state: LabState) throws -> LabState {
        try MainActor.assumeIsolated {
            let terminal = try Terminal(options: screen)
            defer { terminal.restore() }
            var loop = LabLoop(session: self, state: state, terminal: terminal)
            let signal = loop.run()
            terminal.restore()
            loop.finishKeeping()
            if let signal { throw ExitCode(signal.exitStatus) }
            return loop.state
        }
    }
}

/// One run of the lab's loop.
@MainActor
struct LabLoop {
    let session: LabSession
    let terminal: Terminal
    let inbox = Inbox<LabEvent>()
    private(set) var state: LabState
    /// The step whose copy is watched.
    var watched: EditRequest?
    var watching: Task<Void, Never>?
    /// Tells of saves of that copy at once.
    var fileEvents: FileEvents?
    var running: [RunID: Task<Void, Never>] = [:]
    private var remotes: [RunID: RunRemote] = [:]
    private let keeper: ProgressKeeper?
    private var isOver = false
    /// The screen is older than the state.
    private var isStale = false
    private var lastFrame = ContinuousClock.now
    private let memory = FrameMemory()

    /// What has been told and not been handled yet.
    private var reports: [LabEvent] = []

    /// Keys and frames wait so long for reports.
    private static let longestReports = Duration.milliseconds(15)
    /// Between two frames of an animation: 30 in a second.
    private static let framePause = Duration.milliseconds(33)

    init(session: LabSession, state: LabState, terminal: Terminal) {
        self.session = session
        self.state = state
        self.terminal = terminal
        let inbox = inbox
        keeper = session.store.map { store in
            ProgressKeeper(store, known: state.progress) { inbox.post(.noticed($0)) }
        }
    }

    /// Runs until the learner quits or a signal asks for it; returns the signal.
    mutating func run() -> TerminalSignal? {
        var ending: TerminalSignal?
        handle(.opened)
        // Who names a program wants to see it run.
        if case .program = state.subject { handle(.commanded(.run)) }
        if session.isWatching { beginWatching() }
        draw()
        while !isOver {
            // Where a frame is due anyway, what the program does can wait for it; keys can't.
            let others = isStale ? [] : [inbox.descriptor]
            let gone = Inbox<LabEvent>.wait(
                for: [terminal.inputDescriptor, terminal.signalDescriptor] + others
                    + (fileEvents.map { [$0.descriptor] } ?? []),
                milliseconds: reports.isEmpty ? pendingFrame() : 0
            )
            // A terminal may go without a signal to this process.
            let hangUp: TerminalSignal? = gone.contains(terminal.inputDescriptor) ? .hangUp : nil
            if let signal = terminal.pendingSignal() ?? hangUp {
                ending = signal
                handle(.commanded(.quit))
            }
            if let watched, fileEvents?.takeSave() == true { handle(.copySaved(watched.place)) }
            let hasKey = readKeys()
            handleReports()
            // A key is answered at once; what the program does, with the next frame.
            if !isOver, hasKey || isStale && pendingFrame() == 0 { draw() }
        }
        stopAll()
        return ending
    }

    /// What the program's flood leaves no time for comes next time: keys and frames come first.
    private mutating func handleReports() {
        reports += inbox.takeAll()
        let end = ContinuousClock.now + Self.longestReports
        var handled = 0
        while handled < reports.count, handled == 0 || ContinuousClock.now < end {
            handle(reports[handled])
            isStale = true
            handled += 1
        }
        reports.removeFirst(handled)
    }

    /// True where there was a key.
    private mutating func readKeys() -> Bool {
        var changed = false
        while !isOver, let key = terminal.readKey() {
            changed = true
            if key == .resize || key == .recolored { continue }
            if let command = mouseCommand(key) ?? KeyMap.command(for: key, in: state) {
                handle(.commanded(command))
            } else if !key.isMouse {
                handle(.mistyped(KeyMap.name(of: key)))
            }
        }
        return changed
    }

    /// What the mouse asks for where it is; only the view knows that.
    private func mouseCommand(_ key: Key) -> Command? {
        guard case .mouse(let event) = key else { return nil }
        return LabView(state, size: terminal.size, appearance: terminal.capabilities)
            .command(for: event)
    }

    mutating func handle(_ event: LabEvent) {
        for effect in update(&state, event) { carryOut(effect) }
        lookAfterCopy()
    }

    /// Milliseconds until a frame is due; -1 where nothing has changed.
    private func pendingFrame() -> CInt {
        guard isStale else { return -1 }
        let left = Self.framePause - (ContinuousClock.now - lastFrame)
        return left <= .zero ? 0 : CInt(left / .milliseconds(1)) + 1
    }

    private mutating func draw() {
        isStale = false
        lastFrame = .now
        let view = LabView(
            state,
            size: terminal.size,
            appearance: terminal.capabilities,
            memory: memory
        )
        terminal.present(view.frame())
        _ = update(&state, .laidOut(view.extents, view.timeExtent))
    }

    private mutating func carryOut(_ effect: LabEffect) {
        switch effect {
        case .run(let id, let program, let clock): start(id, readAgain(program), clock)
        case .rerun(let id, let program, let clock, let point):
            if isAsItWas(program) {
                start(id, program, clock, upTo: point)
            } else {
                inbox.post(.reported(id, .failed([Self.hasChanged])))
            }
        case .control(let id, let control): remotes[id]?.carryOut(control)
        case .stop(let id): running[id]?.cancel()
        case .edit(let request): edit(request)
        case .check(let id, let request): check(id, request)
        case .reset(let request): reset(request)
        case .readCopy(let request): readCopy(request)
        case .keep(let changes): keeper?.keep(changes)
        case .changeMouse: changeMouse()
        case .quit: isOver = true
        }
    }

    private mutating func changeMouse() {
        terminal.useMouse(!terminal.hasMouse)
        handle(
            .noticed(
                terminal.hasMouse
                    ? "The mouse selects tasks and moments. M: text, as the terminal does."
                    : "The terminal selects text with the mouse. M: tasks and moments again."
            )
        )
    }

    private mutating func start(
        _ id: RunID,
        _ program: ProgramReference,
        _ clock: ClockSettings,
        upTo point: ChoicePoint? = nil
    ) {
        let inbox = inbox
        let remote = RunRemote(pace: clock.pace, upTo: point)
        let run = WatchedRun(
            request: RunRequest(
                program,
                clock: clock,
                limits: session.limits,
                save: session.save
            ),
            installation: session.installation,
            remote: clock.clock == .virtual ? remote : nil,
            report: { inbox.post(.reported(id, $0)) }
        )
        // There is one run at a time, but for one that is made again meanwhile.
        if point == nil { remotes = [:] }
        remotes[id] = remote
        running[id] = Task.detached { await run.run() }
    }

    private static let hasChanged =
        "The program's file has changed since: r runs it as it is now, from its start."

    /// The program's file still says what ran.
    private func isAsItWas(_ program: ProgramReference) -> Bool {
        guard program.form == .source else { return true }
        let read = try? ProgramReference.file(at: program.path, settings: program.settings)
        return read.map { $0.source == program.source } ?? false
    }

    /// The program as its file is now: the learner may have edited it since it was shown.
    private mutating func readAgain(_ program: ProgramReference) -> ProgramReference {
        guard case .program = state.subject, program.form == .source,
            var read = try? ProgramReference.file(at: program.path, settings: program.settings)
        else { return program }
        read.arguments = program.arguments
        _ = update(&state, .programRead(read))
        return read
    }

    /// Waits until all that the learner did is kept, and says where it is not.
    ///
    /// After the terminal was given back.
    func finishKeeping() {
        guard let problem = keeper?.finish() else { return }
        let text = Array("\(problem)\n".utf8)
        _ = write(STDERR_FILENO, text, text.count)
    }

    /// Stops what runs.
    ///
    /// Whatever is not gone by then goes with this process: the supervisor sees to that.
    private func stopAll() {
        for task in running.values { task.cancel() }
        watching?.cancel()
    }
}

extension Key {
    var isMouse: Bool {
        if case .mouse = self { true } else { false }
    }
}
