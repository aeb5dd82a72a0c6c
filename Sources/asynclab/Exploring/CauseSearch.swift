import Curriculum
import ExampleRunner
import Schedules
import TraceModel

/// Finds out why a schedule fails: which memory two tasks used in an order that is the wrong one.
///
/// The program is compiled once more, so that it tells its reads and writes, and run by the schedule.
struct CauseSearch: Sendable {
    let request: RunRequest
    let installation: Installation

    /// The first two uses of the same memory that come the other way round without the schedule's
    /// switches, else the first behind the last of these, in a sentence without a full stop; nil: there are
    /// none, or the program goes another way when it tells them.
    func cause(of token: ScheduleToken) async -> String? {
        guard request.program.form == .source, case .steady(let switches) = token.schedule,
            !switches.isEmpty
        else { return nil }
        return try? await find(token)
    }

    private func find(_ token: ScheduleToken) async throws -> String? {
        let program = try await watchedProgram()
        let (events, course) = try await run(program, token.schedule, threads: token.threads)
        guard course.fits(token) else { return nil }
        // The one without a switch does not fail, or it would be the one that is told.
        let (others, _) = try await run(program, .steady([]), threads: token.threads)
        let found =
            AccessConflict.turned(in: events, against: others)
            ?? AccessConflict.behindLastSwitch(of: events)
        guard let found else { return nil }
        return await sentence(found, events, program)
    }

    /// The program, compiled so that it tells its reads and writes.
    private func watchedProgram() async throws -> ReadyProgram {
        let toolchain = try await installation.toolchain()
        let compiled = try await installation.compile(
            request.program,
            with: toolchain,
            sanitizer: .accesses
        )
        return ReadyProgram(compiled, Symbolizers.symbolizer(of: toolchain))
    }

    /// All that a run by a schedule tells.
    private func run(
        _ program: ReadyProgram,
        _ schedule: Schedule,
        threads: Int
    ) async throws -> ([TraceEvent], ScheduleCourse) {
        let file = try TraceFile(schedule: schedule)
        var environment = request.environment(installation, trace: file.path, program)
        environment["LD_PRELOAD", default: ""] += ":" + installation.accessLibrary
        environment["ASYNCLAB_THREADS"] = "\(threads)"
        _ = try await ProgramRunner(supervisor: installation.supervisor).run(
            executable: program.code.executable,
            arguments: request.program.arguments,
            environment: environment,
            limits: .lesson,
            fixesAddresses: true
        ) { _ in }
        let reader = try TraceReader(path: file.path)
        var events: [TraceEvent] = []
        while true {
            let more = try reader.next(final: true)
            if more.isEmpty { break }
            events += more
        }
        return (events, try reader.status().course)
    }

    private func sentence(
        _ conflict: AccessConflict,
        _ events: [TraceEvent],
        _ program: ReadyProgram
    ) async -> String? {
        let accesses = [conflict.firstAccess, conflict.secondAccess]
        guard let lines = await lines(of: accesses, program) else { return nil }
        let titles = TaskTitles(events)
        return
            "\(titles[conflict.first]) \(accesses[0].verb) \(name(onLines: lines)) (line \(lines[0])) "
            + "before \(titles[conflict.second]) \(accesses[1].verb) it (line \(lines[1]))"
    }

    /// The lines of accesses; nil where one is not known.
    private func lines(of accesses: [MemoryAccess], _ program: ReadyProgram) async -> [Int]? {
        let addresses = accesses.flatMap { [$0.code, $0.caller] }.compactMap(\.self)
        guard
            let frames = try? await program.symbolizer.frames(
                of: addresses.map(CodeAddress.init),
                in: program.code
            )
        else { return nil }
        // What the compiler has made has no line, but where it is called has.
        let lines = accesses.compactMap { access in
            [access.code, access.caller].compactMap(\.self)
                .compactMap { frames[CodeAddress($0)]?.first?.line }.first
        }
        return lines.count == accesses.count ? lines : nil
    }

    private func name(onLines lines: [Int]) -> String {
        SourceVariables(request.program.source).variable(onLines: lines[0], lines[1])
            .map { "`\($0)`" } ?? "the same memory"
    }

    // MARK: Values that are stale

    /// A value that a task looked at before an `await` and relied on after it, though another had changed
    /// it: a sentence without a full stop; nil: there is none, or it is not known.
    func staleUse(threads: Int) async -> String? {
        guard request.program.form == .source else { return nil }
        return try? await findStaleUse(threads: threads)
    }

    private func findStaleUse(threads: Int) async throws -> String? {
        let program = try await watchedProgram()
        let (events, _) = try await run(program, .steady([]), threads: threads)
        guard let use = StaleUse.first(in: events),
            let lines = await lines(of: [use.read, use.write, use.change], program)
        else { return nil }
        let titles = TaskTitles(events)
        return
            "\(titles[use.task]) read \(name(onLines: lines)) (line \(lines[0])) and wrote it after an "
            + "await (line \(lines[1])); meanwhile \(titles[use.other]) wrote it (line \(lines[2]))"
    }
}

/// What tasks of a run are called.
private struct TaskTitles {
    private let trace: Trace

    init(_ events: [TraceEvent]) {
        var trace = Trace()
        for event in events { trace.apply(event) }
        self.trace = trace
    }

    subscript(_ task: TaskID) -> String {
        trace.task(task)?.title ?? "task \(task.rawValue)"
    }
}

extension MemoryAccess {
    fileprivate var verb: String { writes ? "wrote" : "read" }
}

/// Variables of a source file, by their declarations.
struct SourceVariables {
    private let lines: [Substring]
    private let variables: Set<String>
    private let constants: Set<String>

    init(_ source: String) {
        lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        variables = Set(source.matches(of: /\bvar\s+([A-Za-z_]\w*)/).map { String($0.1) })
        constants = Set(source.matches(of: /\blet\s+([A-Za-z_]\w*)/).map { String($0.1) })
    }

    /// The one variable that both lines name; nil: there is none, or more than one.
    func variable(onLines first: Int, _ second: Int) -> String? {
        let both = words(first).intersection(words(second))
        // What changes is rather a variable than what a constant names.
        return [variables, constants].lazy.map(both.intersection).first { !$0.isEmpty }
            .flatMap { $0.count == 1 ? $0.first : nil }
    }

    private func words(_ line: Int) -> Set<String> {
        guard lines.indices.contains(line - 1) else { return [] }
        return Set(lines[line - 1].matches(of: /[A-Za-z_]\w*/).map { String($0.0) })
    }
}
