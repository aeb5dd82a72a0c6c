/// Why a file could not be read as a trace.
public enum TraceError: Error, Equatable, Sendable {
    /// The system refused; the text is its reason.
    case cannotOpen(path: String, reason: String)
    /// The system refused to keep it; the text is its reason.
    case cannotWrite(path: String, reason: String)
    /// Too short, or not a trace at all.
    case notATrace(path: String)
    /// Written by another version of asynclab.
    case otherVersion(path: String, found: UInt32, known: UInt32)
    /// The header contradicts itself or the file.
    case damaged(path: String, what: String)
    /// The system refused another run of the program; the text is its reason.
    case cannotRun(reason: String)
}

extension TraceError: CustomStringConvertible {
    /// At most three lines: what, why, what to do next.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            """
            Error: The trace '\(path)' could not be opened.
            Why:   \(reason).
            """
        case .cannotWrite(let path, let reason):
            """
            Error: The trace could not be kept as '\(path)'.
            Why:   \(reason).
            Next:  Name another file with --save.
            """
        case .notATrace(let path):
            """
            Error: '\(path)' is not a trace.
            Why:   It does not begin as a file written by asynclab does.
            Next:  Keep a trace with: asynclab run PROGRAM --save FILE
            """
        case .otherVersion(let path, let found, let known):
            """
            Error: The trace '\(path)' has format version \(found); this asynclab reads \(known).
            Next:  Run the program again with --save, or use the asynclab that wrote the file.
            """
        case .damaged(let path, let what):
            """
            Error: The trace '\(path)' is damaged.
            Why:   \(what).
            """
        case .cannotRun(let reason):
            """
            Error: The program could not be run another time.
            Why:   \(reason).
            """
        }
    }
}
