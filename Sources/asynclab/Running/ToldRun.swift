import Glibc
import LabCore
import TraceModel

/// Runs a program and tells it on standard output, on the calling thread.
struct ToldRun {
    let request: RunRequest
    let installation: Installation

    private enum Message: Sendable {
        case report(RunReport)
        case poolWidth(Int)
        case finished
    }

    /// Runs to the end and returns the exit status: the program's own, 128 and more after a crash,
    /// 124 after a limit.
    ///
    /// Ctrl-C stops the compiler, or the program, and then the run up to there is told; the status
    /// is 130.
    ///
    /// - Throws: `CommandError` where it could not be run.
    func run(_ told: any RunTelling) throws -> Int32 {
        let inbox = Inbox<Message>()
        let interrupt = InterruptSignal()
        let watched = WatchedRun(
            request: request,
            installation: installation,
            poolWidth: { inbox.post(.poolWidth($0)) },
            report: { inbox.post(.report($0)) }
        )
        let task = Task.detached {
            await watched.run()
            inbox.post(.finished)
        }
        var run = RunState(
            id: RunID(rawValue: 1),
            clock: request.clock,
            keepsHistory: false
        )
        var poolWidth = 0
        var isInterrupted = false
        while true {
            Inbox<Message>.wait(for: [inbox.descriptor, interrupt.descriptor])
            if interrupt.isPending {
                isInterrupted = true
                task.cancel()
            }
            for message in inbox.takeAll() {
                switch message {
                case .report(let report): run.apply(report)
                case .poolWidth(let width): poolWidth = width
                case .finished: return try end(run, told, poolWidth, isInterrupted)
                }
            }
            told.tell(run)
        }
    }

    /// The status of a run with a data race that ended by itself: the one that a program with the
    /// sanitizer has.
    private static let raceStatus: Int32 = 66

    private func end(
        _ run: RunState,
        _ told: any RunTelling,
        _ poolWidth: Int,
        _ isInterrupted: Bool
    ) throws -> Int32 {
        switch run.phase {
        case .failed where isInterrupted: return RunEnd.stopped("asked").exitStatus
        case .failed(let lines): throw RunFailure(lines: lines)
        case .ended(let end):
            told.tellEnd(run, poolWidth: poolWidth)
            let caveats = Array(run.caveats.map { $0 + "\n" }.joined().utf8)
            _ = write(STDERR_FILENO, caveats, caveats.count)
            if !run.remarks.isEmpty { throw RunFailure(lines: run.remarks) }
            let hasRaces = !run.trace.races.isEmpty
            return hasRaces && end.isByItself ? Self.raceStatus : end.exitStatus
        default: throw RunFailure(lines: ["Error: The run was lost."])
        }
    }
}

extension RunEnd {
    fileprivate var isByItself: Bool {
        if case .exited = self { true } else { false }
    }

    /// The status that a shell would see.
    var exitStatus: Int32 {
        switch self {
        case .exited(let status): return status
        case .signaled(let name):
            return 128 + (SignalName.numbers[name] ?? 0)
        case .stopped("asked"): return 130
        case .stopped: return 124
        }
    }
}

/// Ctrl-C as something to wait for.
///
/// One at a time in a process.
final class InterruptSignal {
    var descriptor: CInt { wake.descriptor }

    private let wake = WakePipe()
    nonisolated(unsafe) private static var current: WakePipe?

    init() {
        Self.current = wake
        signal(SIGINT) { _ in InterruptSignal.current?.signal() }
    }

    deinit {
        signal(SIGINT, SIG_DFL)
    }

    /// True once after each signal.
    var isPending: Bool { wake.clear() }
}

/// Signals by their names.
enum SignalName {
    static let numbers: [String: Int32] = [
        "SIGHUP": SIGHUP, "SIGINT": SIGINT, "SIGQUIT": SIGQUIT, "SIGILL": SIGILL,
        "SIGTRAP": SIGTRAP, "SIGABRT": SIGABRT, "SIGBUS": SIGBUS, "SIGFPE": SIGFPE,
        "SIGKILL": SIGKILL, "SIGSEGV": SIGSEGV, "SIGPIPE": SIGPIPE, "SIGTERM": SIGTERM,
    ]

    static func of(_ number: Int) -> String {
        numbers.first { $0.value == Int32(number) }?.key ?? "signal \(number)"
    }
}
