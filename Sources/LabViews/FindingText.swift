import LabCore
import TraceModel

/// What there is to say of a run, in as few sentences as it takes: the same of several tasks is one.
struct FindingText {
    private let run: RunState

    /// From so many tasks on that did the same, they are told together.
    private static let leastTogether = 3
    /// Of so many tasks that wait each gets a sentence of its own.
    private static let mostWaiting = 12

    init(_ run: RunState) {
        self.run = run
    }

    /// The sentences, how it ended first, where that was not as it should be.
    var sentences: [String] {
        let findings = run.trace.findings(end: run.end)
        return ending + stuck(findings) + told(findings, .blockedThread, together: blocked)
            + told(findings, .unfinishedTask, together: unfinished) + uncontrolled
    }

    private var ending: [String] {
        guard let end = run.end, end != .exited(0) else { return [] }
        let sentence = end.sentence
        return [sentence.prefix(1).uppercased() + sentence.dropFirst() + "."]
    }

    /// What kept the tasks from ending, where the program was stopped for that.
    private func stuck(_ findings: [Finding]) -> [String] {
        let running = findings.filter { $0.kind == .running }.map(\.message)
        if run.end == .timeLimit, running.isEmpty, !run.trace.tasks.isEmpty {
            return ["No task was on a thread when the time limit came."]
        }
        let waiting = findings.filter { $0.kind == .waiting }.map(\.message)
        let hidden = waiting.count - Self.mostWaiting
        let more = hidden > 0 ? ["\(hidden) more tasks wait."] : []
        return running + yielding(findings) + waiting.prefix(Self.mostWaiting) + more
    }

    private func yielding(_ findings: [Finding]) -> [String] {
        let findings = findings.filter { $0.kind == .yielding }
        if findings.count < 2 { return findings.map(\.message) }
        return ["\(names(findings)) yielded to each other without end."]
    }

    /// What makes other runs differ from this one.
    private var uncontrolled: [String] {
        guard run.clock.clock == .virtual else { return [] }
        return run.trace.uncontrolled.prefix(Self.mostWaiting).map { found in
            let title = found.task.flatMap { run.trace.task($0)?.title } ?? "The program"
            let line = run.trace.line(of: found).map { ", line \($0)" } ?? ""
            return "\(title) waited for something outside (\(found.call.name)\(line)): "
                + "other runs may differ."
        }
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
