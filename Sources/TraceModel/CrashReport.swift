/// What Swift's runtime writes when a program crashes, behind the reason.
///
/// Threads, frames, registers, images: a hundred lines, of which few speak of the program.
public struct CrashReport: Equatable, Sendable {
    /// The report, line by line.
    fileprivate let lines: [String]

    /// How long it is.
    public var lineCount: Int { lines.count }

    /// Lines and columns of the source file at `path` that the crashed thread was in, as `5:12`, the
    /// innermost first, each once.
    ///
    /// The report has the whole path of each file, and `path` may be one from another folder on: the
    /// file's name decides.
    public func places(in path: String) -> [String] {
        let name = (path.split(separator: "/").last ?? "") + ":"
        var places: [String] = []
        let crashed = lines.drop { !($0.hasPrefix("Thread ") && $0.contains(" crashed:")) }
        for line in crashed.prefix(while: { $0 != "..." }) {
            guard let found = line.tail(behind: " at \(name)") ?? line.tail(behind: "/\(name)")
            else { continue }
            if !places.contains(found) { places.append(found) }
        }
        return places
    }
}

extension OutputPiece {
    /// It begins with a line "*** Signal 4: Backtracing from ..." (swiftlang/swift,
    /// stdlib/public/runtime/CrashHandlerLinux.cpp, tried with 6.3.1) on standard error, and nothing
    /// of the program comes behind it.
    var beginsCrashReport: Bool {
        stream == .standardError && text.contains("*** Signal ")
            && text.contains(": Backtracing from")
    }
}

extension Trace {
    /// The output before the report of a crash: all of it where there is none.
    public var outputBeforeCrash: TraceLog<OutputPiece>.SubSequence {
        output[..<(crashReportAt ?? output.count)]
    }

    /// What the runtime has told of a crash.
    public var crashReport: CrashReport? {
        guard let crashReportAt else { return nil }
        let text = output[crashReportAt...].map(\.text).joined()
        return CrashReport(lines: text.split(separator: "\n").map(String.init))
    }

    /// Why Swift's runtime ended the program, in its words: `Index out of range`; nil: it did not.
    public var fatalError: String? {
        let sign = "Fatal error: "
        let text = output.filter { $0.stream == .standardError }.map(\.text).joined()
        return text.split(separator: "\n").lazy.map { String($0) }.compactMap { line in
            line.tail(behind: sign)
        }.first
    }

    /// The line of a file where the program crashed, as the report of the crash has it, from 1.
    public func lineOfCrash(in path: String) -> Int? {
        let place = crashReport?.places(in: path).first
        return place?.split(separator: ":").first.flatMap { Int($0) }
    }
}

extension String {
    /// What stands behind the first place of a text.
    fileprivate func tail(behind text: String) -> String? {
        range(of: text).map { String(self[$0.upperBound...]) }
    }

    /// The first place where `text` stands.
    fileprivate func range(of text: String) -> Range<String.Index>? {
        guard !text.isEmpty else { return nil }
        var start = startIndex
        while let first = self[start...].firstIndex(of: text[text.startIndex]) {
            if self[first...].hasPrefix(text) {
                return first..<index(first, offsetBy: text.count)
            }
            start = index(after: first)
        }
        return nil
    }
}
