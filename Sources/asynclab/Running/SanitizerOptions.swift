import FoundationEssentials
import Glibc
import TraceModel

/// What the thread sanitizer in a program is told: options, and libraries that it passes over.
///
/// It reads these from files whose paths it is given; this one has no name, and lasts as long as this
/// value.
final class SanitizerOptions: Sendable {
    private let file: MemoryFile

    /// Libraries of the runtime: what they synchronise for themselves puts nothing of the program in
    /// order, and memory that they reuse is not the program's.
    private static let passedOver = [
        "libasynclab-runtime.so", "libswiftCore.so", "libswift_Concurrency.so", "libdispatch.so",
        "libswiftSynchronization.so",
    ]

    /// What to tell where a program's sanitizer is not as it was expected.
    static let notThere = [
        "Error: The program ran, but data races were not looked for.",
        "Why:   The thread sanitizer of this toolchain is another than asynclab knows.",
        "Next:  Use the toolchain of Swift 6.3.1.",
    ]

    /// - Throws: `CommandError` where the system gives no memory for the list.
    init() throws {
        guard let file = MemoryFile("asynclab-sanitizer") else {
            throw CommandError(
                "Data races can't be looked for.",
                why: "The system refuses memory: \(String(cString: strerror(errno))).",
                next: "Run it without --races."
            )
        }
        self.file = file
    }

    /// The variables to set, where the user's are `user`.
    ///
    /// Options of the user are kept, but for those that would change what is found or how it is told.
    func environment(beside user: [String: String]) -> [String: String] {
        let options = user["TSAN_OPTIONS"]
        var list = Self.passedOver.map { "called_from_lib:\($0)\n" }.joined()
        if let path = options.flatMap(Self.suppressions),
            let own = try? String(contentsOfFile: path, encoding: .utf8)
        {
            list += own + "\n"
        }
        file.append(list)
        let needed = Self.needed + ["suppressions=\(file.path)"]
        var added = [
            "ASYNCLAB_RACES": "1",
            "TSAN_OPTIONS": ([options].compactMap { $0 } + needed).joined(separator: ":"),
        ]
        added["ASYNCLAB_USER_TSAN_OPTIONS"] = options
        return added
    }

    /// What calls such as memcpy read and write counts, which Swift's sanitizer leaves out by default.
    ///
    /// Reports come to asynclab, which knows the lines; the program goes on, ends as it would, and
    /// crashes as it would; and only races are told.
    private static let needed =
        ["ignore_interceptors_accesses=0", "ignore_noninstrumented_modules=0"]
        + ["symbolize=0", "exitcode=0", "halt_on_error=0", "atexit_sleep_ms=0"]
        + ["detect_deadlocks=0", "report_mutex_bugs=0", "report_destroy_locked=0"]
        + ["report_thread_leaks=0", "report_signal_unsafe=0", "print_suppressions=0"]
        + ["segv", "sigbus", "abort", "sigill", "sigfpe"].map { "handle_\($0)=0" }

    /// The path of a list of suppressions in the user's options; the last one counts.
    private static func suppressions(in options: String) -> String? {
        options.split { " :,\n\t".contains($0) }
            .last { $0.hasPrefix("suppressions=") }
            .map { String($0.dropFirst("suppressions=".count)) }
    }
}
