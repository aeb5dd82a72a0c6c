import ArgumentParser
import Curriculum
import ExampleRunner
import FoundationEssentials
import Glibc
import LabCore
import NcursesTerminal
import Screen
import TraceModel

/// `asynclab doctor`: what of this machine works.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what of this machine works.",
        discussion: "The exit status is 0 where all that is needed works, and 1 otherwise."
    )

    @OptionGroup(title: "Screen") var screen: ScreenOptions

    func run() throws {
        let checkup = Checkup(installation: .current, screen: screen)
        let findings =
            [checkup.lessons(), checkup.supervisor(), checkup.library()]
            + checkup.toolchainAndRun() + [checkup.terminal(), checkup.locale()]
        for finding in findings { print(finding.line) }
        if findings.contains(where: { $0.kind == .missing }) { throw ExitCode(1) }
    }
}

/// One line of the doctor.
struct CheckupFinding {
    enum Kind: String {
        case works = "ok"
        /// Works less well than it could.
        case limited = "--"
        case missing = "!!"
    }

    let kind: Kind
    let what: String
    let detail: String

    var line: String {
        let padded = what + String(repeating: " ", count: max(1, 14 - what.count))
        return "\(kind.rawValue)  \(padded)\(detail)"
    }
}

/// The checks of the doctor.
struct Checkup {
    let installation: Installation
    let screen: ScreenOptions

    func lessons() -> CheckupFinding {
        do {
            let course = try installation.course()
            let count = course.lessons.count
            return CheckupFinding(
                kind: count > 0 ? .works : .missing,
                what: "lessons",
                detail: "\(count) in \(installation.lessonsFolder)"
            )
        } catch {
            return CheckupFinding(kind: .missing, what: "lessons", detail: oneLine(error))
        }
    }

    func supervisor() -> CheckupFinding {
        file(installation.supervisor, "supervisor")
    }

    func library() -> CheckupFinding {
        file(installation.runtimeLibrary, "library")
    }

    private func file(_ path: String, _ what: String) -> CheckupFinding {
        FileManager.default.fileExists(atPath: path)
            ? CheckupFinding(kind: .works, what: what, detail: path)
            : CheckupFinding(kind: .missing, what: what, detail: "'\(path)' does not exist")
    }

    /// Finds the compiler, compiles a small program, runs it, and looks at what its trace tells.
    func toolchainAndRun() -> [CheckupFinding] {
        let result = Blocking.wait { await self.probe() }
        return result
    }

    private func probe() async -> [CheckupFinding] {
        let cache = RunnerPaths.cacheFolder(environment: installation.environment)
        do {
            let toolchain = try await Toolchain.find(
                environment: installation.environment,
                cacheFolder: cache
            )
            let found = CheckupFinding(
                kind: .works,
                what: "toolchain",
                detail: "Swift \(toolchain.version), \(toolchain.compiler)"
            )
            return [found, sourceLines(toolchain)]
                + (await ProbeRun(installation: installation).findings())
        } catch {
            return [CheckupFinding(kind: .missing, what: "toolchain", detail: oneLine(error))]
        }
    }

    private func sourceLines(_ toolchain: Toolchain) -> CheckupFinding {
        toolchain.symbolizer.map {
            CheckupFinding(kind: .works, what: "source lines", detail: $0)
        }
            ?? CheckupFinding(
                kind: .limited,
                what: "source lines",
                detail: "not known without llvm-symbolizer, which comes with the toolchain"
            )
    }

    func terminal() -> CheckupFinding {
        guard let name = installation.environment["TERM"], !name.isEmpty else {
            return CheckupFinding(kind: .limited, what: "terminal", detail: "TERM is not set")
        }
        guard Terminals.areThere else {
            let detail = name + " (not connected here: only --plain and --json work)"
            return CheckupFinding(kind: .limited, what: "terminal", detail: detail)
        }
        let options = screen.terminal(installation.environment)
        do {
            let look = try MainActor.assumeIsolated { try Terminal.appearance(options: options) }
            let mouse = options.mouse ? "mouse" : "no mouse"
            let detail = "\(name), \(look.colors.words), \(look.background.words), \(mouse)"
            return CheckupFinding(kind: .works, what: "terminal", detail: detail)
        } catch {
            return CheckupFinding(kind: .missing, what: "terminal", detail: oneLine(error))
        }
    }

    func locale() -> CheckupFinding {
        Terminals.speakUTF8
            ? CheckupFinding(kind: .works, what: "locale", detail: "UTF-8")
            : CheckupFinding(
                kind: .limited,
                what: "locale",
                detail: "not UTF-8: the screen is drawn in ASCII"
            )
    }

    private func oneLine(_ error: any Error) -> String {
        let lines = "\(error)".split(separator: "\n").map { line in
            line.drop { $0 != ":" }.dropFirst().drop { $0 == " " }
        }
        return lines.joined(separator: " ")
    }
}

extension ColorDepth {
    fileprivate var words: String {
        switch self {
        case .none: "no colours"
        case .eight, .sixteen, .indexed: "\(rawValue) colours"
        case .direct: "colours by value"
        }
    }
}

extension Appearance.Background {
    fileprivate var words: String {
        switch self {
        case .dark: "dark background"
        case .light: "light background"
        case .unknown: "background asked for when the screen opens"
        }
    }
}

/// A small program that is compiled and watched, to see whether that works here.
struct ProbeRun {
    let installation: Installation

    private static let source = """
        @main struct Probe {
            static func main() async {
                let task = Task(name: "probe") { try? await Task.sleep(for: .milliseconds(100)) }
                await task.value
            }
        }

        """

    func findings() async -> [CheckupFinding] {
        let folder = FileManager.default.temporaryDirectory.path + "/asynclab-doctor-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            let path = folder + "/probe.swift"
            try Self.source.write(toFile: path, atomically: true, encoding: .utf8)
            return told(await run(path))
        } catch {
            return [CheckupFinding(kind: .missing, what: "a run", detail: "\(error)")]
        }
    }

    private func run(_ path: String) async -> RunState {
        let program = ProgramReference(
            name: "probe",
            path: path,
            source: Self.source,
            settings: ProgramSettings()
        )
        let inbox = Inbox<RunReport>()
        await WatchedRun(
            request: RunRequest(program, limits: .lesson),
            installation: installation,
            report: { inbox.post($0) }
        ).run()
        var run = RunState(id: RunID(rawValue: 0))
        for report in inbox.takeAll() { run.apply(report) }
        return run
    }

    private func told(_ run: RunState) -> [CheckupFinding] {
        if case .failed(let lines) = run.phase {
            return [
                CheckupFinding(
                    kind: .missing,
                    what: "a run",
                    detail: lines.joined(separator: " ")
                )
            ]
        }
        let probe = run.trace.tasks.first { $0.name == "probe" }
        let slept = (probe?.times(until: run.now)[.sleeping] ?? 0) > 0
        let seen = [
            ("tasks", !run.trace.tasks.isEmpty), ("names", probe != nil), ("sleeps", slept),
            ("ends", probe?.outcome == .returned),
        ]
        let missing = seen.filter { !$0.1 }.map(\.0)
        let told = [
            CheckupFinding(kind: .works, what: "a run", detail: "compiled and ran a small program"),
            missing.isEmpty
                ? CheckupFinding(
                    kind: .works,
                    what: "runtime",
                    detail: "tasks, names, sleeps and ends are seen"
                )
                : CheckupFinding(
                    kind: .missing,
                    what: "runtime",
                    detail: "not seen with this toolchain: " + missing.joined(separator: ", ")
                ),
        ]
        return told + RuntimePart.all.map { part(of: run, $0) }
    }

    /// One of the parts of the runtime that asynclab uses, and what is lost without it.
    private func part(of run: RunState, _ part: RuntimePart) -> CheckupFinding {
        let isMissing = run.missingParts.contains(part)
        let name = part.name + String(repeating: " ", count: max(0, 50 - part.name.count))
        return CheckupFinding(
            kind: isMissing ? .limited : .works,
            what: "  " + name,
            detail: (isMissing ? "\(part.fault); not seen: " : "") + part.features.sentence
        )
    }
}
