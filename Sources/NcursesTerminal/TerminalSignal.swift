import Glibc

/// A signal that asks the program to end.
public enum TerminalSignal: Hashable, Sendable {
    /// Ctrl-C.
    case interrupt
    /// A polite kill.
    case terminate
    /// The terminal went away.
    case hangUp

    init?(number: Int32) {
        switch number {
        case SIGINT: self = .interrupt
        case SIGTERM: self = .terminate
        case SIGHUP: self = .hangUp
        default: return nil
        }
    }

    /// What a shell expects from a program that ends for this signal: 128 and its number.
    public var exitStatus: Int32 {
        switch self {
        case .interrupt: 128 + SIGINT
        case .terminate: 128 + SIGTERM
        case .hangUp: 128 + SIGHUP
        }
    }
}
