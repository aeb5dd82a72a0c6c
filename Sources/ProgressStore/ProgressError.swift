/// Why progress is not kept, or not read.
public enum ProgressError: Error, Hashable, Sendable {
    /// The learner's own progress cannot be written.
    case notKept(path: String, reason: String)
    /// A file that was asked for cannot be written.
    case cannotWrite(path: String, reason: String)
    /// The file is there and cannot be read.
    case cannotRead(path: String, reason: String)
    /// The file is no progress.
    case damaged(path: String, reason: String)
    /// The file is of a later version of asynclab, and stays as it is.
    case newer(path: String, version: Int)
    /// Another asynclab has had the file for seconds.
    case locked(path: String)
}

extension ProgressError: CustomStringConvertible {
    /// What happened, why, and what to do: at most three lines.
    public var description: String {
        let (what, why, next) = lines
        return "Error: \(what)\nWhy:   \(why)" + (next.map { "\nNext:  \($0)" } ?? "")
    }

    /// The same in one line, for the screen.
    public var oneLine: String {
        switch self {
        case .notKept(_, let reason), .cannotWrite(_, let reason):
            "Progress is not kept: \(reason)."
        case .cannotRead(_, let reason): "Progress cannot be read, nor kept: \(reason)."
        case .damaged: "Progress cannot be read: the file is damaged."
        case .newer: "Progress is not kept: its file is of a later asynclab."
        case .locked: "Progress is not kept: another asynclab has its file."
        }
    }

    private var lines: (what: String, why: String, next: String?) {
        switch self {
        case .notKept(let path, let reason):
            (
                "Progress is not kept: '\(path)' cannot be written.", "\(reason).",
                "Set XDG_STATE_HOME to a folder that can be written."
            )
        case .cannotWrite(let path, let reason):
            ("'\(path)' cannot be written.", "\(reason).", nil)
        case .cannotRead(let path, let reason):
            ("'\(path)' cannot be read.", "\(reason).", "Check its permissions.")
        case .damaged(let path, let reason):
            (
                "'\(path)' holds no progress.", "\(reason).",
                "Give a file that 'asynclab progress export' wrote."
            )
        case .newer(let path, let version):
            (
                "'\(path)' is of a later asynclab, and stays as it is.",
                "It has version \(version); this asynclab writes version \(ProgressFile.version).",
                "Use the later asynclab, or move the file away."
            )
        case .locked(let path):
            (
                "Progress cannot be written now.", "Another asynclab has '\(path)'.",
                "Try again; end the other one if that does not help."
            )
        }
    }
}
