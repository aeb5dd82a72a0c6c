/// An address in a program's machine code, counted from where the program is loaded.
///
/// It says how it was come by, because that decides which instruction it is about.
public enum CodeAddress: Hashable, Sendable {
    /// Where a call returns to, as it is found on a stack: one past the call.
    ///
    /// The call is what is looked up. The instruction after it may belong to another line, or to
    /// another function where the call never returns.
    case returnAddress(UInt64)
    /// Where a function begins, such as the one that resumes a suspended task: looked up as it is.
    ///
    /// Of the functions that Swift makes of one with `await` in it, those that take over from an
    /// awaited function (their linker's names end in `TQ` and a number) begin with the line of the
    /// `await`; those that only come back to an actor (`TY`), with the line after it, which
    /// ``SourceLine/isBehindAwait`` says.
    case functionStart(UInt64)

    /// The address of a byte of the instruction that is meant.
    var ofInstruction: UInt64 {
        switch self {
        case .returnAddress(let address): address == 0 ? 0 : address - 1
        case .functionStart(let address): address
        }
    }
}

/// A place in the source of a program.
public struct SourceLine: Hashable, Sendable {
    /// The function as Swift's own tools name it for people, such as `work(_:)` or
    /// `closure #1 in main()`; as the linker knows it where there is no `swift-demangle`.
    public let function: String
    /// The file, as ``ProgramSource/files`` has it.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// It is where the function goes on when its `await` is over, and not the line of the `await`.
    public let isBehindAwait: Bool

    /// A place.
    public init(function: String, file: String, line: Int, isBehindAwait: Bool = false) {
        self.function = function
        self.file = file
        self.line = line
        self.isBehindAwait = isBehindAwait
    }
}
