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

    /// The first two uses of the same memory behind the schedule's last switch, in a sentence without
    /// a full stop; nil: there are none, or the program goes another way when it tells them.
    func cause(of token: ScheduleToken) async -> String? {
        guard request.program.form == .source, case .steady(let switches) = token.schedule,
            !switches.isEmpty
        else { return nil }
        return try? await find(token)
    }

    private func find(_ token: ScheduleToken) async throws -> String? {
        let toolchain = try await installation.toolchain()
        let compiled = try await installation.compile(
            request.program,
            with: toolchain,
            sanitizer: .accesses
        )
        let file = try TraceFile(schedule: token.schedule)
        let program = ReadyProgram(compiled, Symbolizers.symbolizer(of: toolchain))
        var environment = request.environment(installation, trace: file.path, program)
        environment["LD_PRELOAD", default: ""] += ":" + installation.accessLibrary
        environment["ASYNCLAB_THREADS"] = "\(token.threads)"
        _ = try await ProgramRunner(supervisor: installation.supervisor).run(
            executable: compiled.executable,
            arguments: request.program.arguments,
            environment: environment,
            limits: .lesson,
            fixesAddresses: true
        ) { _ in }
        let reader = try TraceReader(path: file.path)
        let course = try reader.status().course
        guard token.fits(fingerprint: course.fingerprint), !course.hasMisfit else { return nil }
        var events: [TraceEvent] = []
        while true {
            let more = try reader.next(final: true)
            if more.isEmpty { break }
            events += more
        }
        guard let conflict = AccessConflict.behindLastSwitch(of: events) else { return nil }
        return await sentence(conflict, events, program)
    }

    private func sentence(
        _ conflict: AccessConflict,
        _ events: [TraceEvent],
        _ program: ReadyProgram
    ) async -> String? {
        let accesses = [conflict.firstAccess, conflict.secondAccess]
        let addresses = accesses.flatMap { [$0.code, $0.caller] }.compactMap(\.self)
        guard
            let frames = try? await program.symbolizer.frames(
                of: addresses.map(CodeAddress.init),
                in: program.code
            )
        else { return nil }
        // What the compiler has made has no line, but where it is called has.
        let lines = accesses.map { access in
            [access.code, access.caller].compactMap(\.self)
                .compactMap { frames[CodeAddress($0)]?.first?.line }.first
        }
        guard let first = lines[0], let second = lines[1] else { return nil }
        var trace = Trace()
        for event in events { trace.apply(event) }
        let titles = trace
        func title(_ task: TaskID) -> String { titles.task(task)?.title ?? "task \(task.rawValue)" }
        let source = SourceVariables(request.program.source)
        let name = source.variable(onLines: first, second).map { "`\($0)`" } ?? "the same memory"
        let did = conflict.firstAccess.writes ? "wrote" : "read"
        let does = conflict.secondAccess.writes ? "wrote" : "read"
        return "\(title(conflict.first)) \(did) \(name) (line \(first)) before "
            + "\(title(conflict.second)) \(does) it (line \(second))"
    }
}

/// Variables of a source file, by their declarations.
struct SourceVariables {
    private let lines: [Substring]
    private let names: Set<String>

    init(_ source: String) {
        lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        names = Set(source.matches(of: /\b(?:var|let)\s+([A-Za-z_]\w*)/).map { String($0.1) })
    }

    /// The one variable that both lines name; nil: there is none, or more than one.
    func variable(onLines first: Int, _ second: Int) -> String? {
        let both = words(first).intersection(words(second)).intersection(names)
        return both.count == 1 ? both.first : nil
    }

    private func words(_ line: Int) -> Set<String> {
        guard lines.indices.contains(line - 1) else { return [] }
        return Set(lines[line - 1].matches(of: /[A-Za-z_]\w*/).map { String($0.0) })
    }
}
