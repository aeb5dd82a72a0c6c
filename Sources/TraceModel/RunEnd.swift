/// How a run ended.
public enum RunEnd: Equatable, Sendable {
    /// The program left by itself with this status.
    case exited(Int32)
    /// A signal ended it: `SIGILL`.
    case signaled(String)
    /// It was stopped; why, in the words of `--json`: `time limit`, `asked`, `deadlock`.
    case stopped(String)

    /// The preloaded library ended the program, whatever status it left with then.
    public static func stopped(_ reason: StopReason) -> RunEnd { .stopped(reason.word) }

    /// It was stopped when its time was over.
    public static let timeLimit = RunEnd.stopped("time limit")

    /// As kept in a trace: `exit 0`, `signal SIGILL`, `stopped time limit`.
    public var text: String {
        switch self {
        case .exited(let status): "exit \(status)"
        case .signaled(let name): "signal \(name)"
        case .stopped(let reason): "stopped \(reason)"
        }
    }

    /// Reads what `text` gives; nil for anything else.
    public init?(text: String) {
        guard let space = text.firstIndex(of: " ") else { return nil }
        let rest = String(text[text.index(after: space)...])
        switch text[..<space] {
        case "exit":
            guard let status = Int32(rest) else { return nil }
            self = .exited(status)
        case "signal": self = .signaled(rest)
        case "stopped": self = .stopped(rest)
        default: return nil
        }
    }

    /// As a sentence for a reader, without a full stop.
    public var sentence: String {
        switch self {
        case .exited(0): "the program ended"
        case .exited(let status): "the program ended with status \(status)"
        case .signaled(let name): "the program crashed (\(name))"
        case .stopped("asked"): "you stopped the program"
        case .stopped("deadlock"): "deadlock: nothing could ever run again"
        case .stopped("livelock"): "livelock: tasks yielded without end, and nothing else could run"
        case .stopped(let reason): "the program was stopped: \(reason)"
        }
    }
}
