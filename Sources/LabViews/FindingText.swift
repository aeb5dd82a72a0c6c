import LabCore
import TraceModel

/// What there is to say of a run, in as few sentences as it takes: the same of several tasks is one.
struct FindingText {
    private let run: RunState

    /// From so many tasks on that did the same, they are told together.
    private static let leastTogether = 3

    init(_ run: RunState) {
        self.run = run
    }

    /// The sentences, a crash first.
    var sentences: [String] {
        let findings = run.trace.findings
        return ending + told(findings, .blockedThread, together: blocked)
            + told(findings, .unfinishedTask, together: unfinished)
    }

    private var ending: [String] {
        guard case .ended(let end) = run.phase, end != .exited(0) else { return [] }
        let sentence = end.sentence
        return [sentence.prefix(1).uppercased() + sentence.dropFirst() + "."]
    }

    private func told(
        _ findings: [Finding],
        _ kind: Finding.Kind,
        together: ([Finding]) -> String
    ) -> [String] {
        let findings = findings.filter { $0.kind == kind }
        if findings.count < Self.leastTogether { return findings.map(\.message) }
        return [together(findings)]
    }

    private func blocked(_ findings: [Finding]) -> String {
        let total = findings.reduce(0) { $0 + $1.nanoseconds }
        return "\(findings.count) tasks blocked their thread, \(Seconds.text(total)) in all: "
            + "\(names(findings))."
    }

    private func unfinished(_ findings: [Finding]) -> String {
        "The program ended before \(findings.count) tasks did: \(names(findings))."
    }

    /// The first tasks by name, and how many more there are.
    private func names(_ findings: [Finding]) -> String {
        let titles = findings.compactMap { run.trace.task($0.task)?.title }
        let shown = titles.prefix(5)
        guard titles.count > shown.count else {
            return shown.dropLast().joined(separator: ", ") + " and " + (shown.last ?? "")
        }
        return shown.joined(separator: ", ") + " and \(titles.count - shown.count) more"
    }
}
