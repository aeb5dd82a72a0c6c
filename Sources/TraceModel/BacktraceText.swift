/// What Swift's runtime writes about a crash, where two runs shall tell the same.
public enum BacktraceText {
    /// The value of SWIFT_BACKTRACE that leaves out what differs from run to run: registers, where
    /// libraries were loaded, and what other threads were at.
    public static let settings = "threads=crashed,registers=none,images=none"

    /// A text without what is another in each run: the line that says how long making the report took,
    /// and the process's number, which stands where an address does after `abort()`.
    ///
    /// "Backtrace took 0.04s" and "*** Program crashed: Aborted at 0x00000000000026a4 ***"
    /// (swiftlang/swift, stdlib/public/libexec/swift-backtrace/main.swift, tried with 6.3.1).
    public static func withoutChance(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.filter { !$0.hasPrefix("Backtrace took ") }
            .map { $0.hasPrefix(aborted) ? aborted + "***" : $0 }
            .joined(separator: "\n")
    }

    private static let aborted = "*** Program crashed: Aborted "
}
