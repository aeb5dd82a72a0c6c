import LabCore
import TraceModel

/// What there is to say of a run, in as few sentences as it takes: the same of several tasks is one.
struct FindingText {
    private let run: RunState

    /// From so many tasks on that did the same, they are told together.
    private static let leastTogether = 3
    /// Of so many tasks that wait each gets a sentence of its own.
    private static let mostWaiting = 12

    /// The lesson that is on the screen, which need not be named.
    private let lesson: Int?

    init(_ run: RunState, in lesson: Int? = nil) {
        self.run = run
        self.lesson = lesson
    }

    /// The sentences, how it ended first, where that was not as it should be.
    var sentences: [String] {
        let findings = told
        let between: [Finding.Kind] = [
            .mainActorHeld, .poolStarved, .neverYields, .actorContention, .sleepInActor,
            .awaitsInARow, .continuationNeverResumed,
        ]
        return ending + several(findings, .dataRace) + ScheduleText(run).sentences
            + stuck(findings)
            + told(findings, .blockedThread, together: blocked)
            + between.flatMap { several(findings, $0) }
            + told(findings, .unfinishedTask, together: unfinished) + uncontrolled
    }

    /// The findings, without those whose fact another one tells as well.
    private var told: [Finding] {
        let all = run.findings
        func tasks(_ kinds: Finding.Kind...) -> Set<TaskID> {
            Set(all.filter { kinds.contains($0.kind) }.map(\.task))
        }
        let held = tasks(.blockedThread, .neverYields)
        let waiting = tasks(.waiting)
        let unresumed = tasks(.continuationNeverResumed)
        return all.filter { finding in
            switch finding.kind {
            case .mainActorHeld: !held.contains(finding.task)
            case .continuationNeverResumed: !waiting.contains(finding.task)
            case .unfinishedTask: !unresumed.contains(finding.task)
            default: true
            }
        }
    }

    /// A finding as a sentence that ends with its line and lesson.
    private func sentence(_ finding: Finding) -> String {
        let words = String(finding.message.dropLast())
        // Of a race the sentence tells both.
        let told = finding.kind == .dataRace ? nil : finding.line
        let line = told.map { line in
            switch finding.kind {
            // Where it went on is known, and not how far it came.
            case .running, .neverYields: "from line \(line.line) on"
            default: "line \(line.line)"
            }
        }
        return sentence(words, line: line, finding.lesson)
    }

    private func sentence(_ words: String, line: String?, _ lesson: Int?) -> String {
        let lesson = lesson == self.lesson ? nil : lesson
        let parts = [line, lesson.map { "lesson \($0)" }].compactMap(\.self)
        return words + (parts.isEmpty ? "." : " (\(parts.joined(separator: "; "))).")
    }

    /// What several tasks did, with the line where it is the same of all.
    private func together(_ findings: [Finding], _ words: String) -> String {
        let lines = Set(findings.map { $0.line?.line })
        let lessons = Set(findings.map(\.lesson))
        return sentence(
            words,
            line: lines.count == 1 ? lines.first.flatMap { $0.map { "line \($0)" } } : nil,
            lessons.count == 1 ? lessons.first ?? nil : nil
        )
    }

    /// The first findings of a kind.
    private func several(_ findings: [Finding], _ kind: Finding.Kind) -> [String] {
        let findings = findings.filter { $0.kind == kind }
        let hidden = findings.count - Self.leastTogether
        let more = hidden > 0 ? ["There are \(hidden) more of this kind."] : []
        return findings.prefix(Self.leastTogether).map(sentence) + more
    }

    private var ending: [String] {
        guard let end = run.end, end != .exited(0) else { return [] }
        let sentence = end.sentence
        return [sentence.prefix(1).uppercased() + sentence.dropFirst() + "."]
    }

    /// What kept the tasks from ending, where the program was stopped for that.
    private func stuck(_ findings: [Finding]) -> [String] {
        let running = findings.filter { $0.kind == .running }.map(sentence)
        if run.end == .timeLimit, running.isEmpty, !run.trace.tasks.isEmpty {
            return ["No task was on a thread when the time limit came."]
        }
        let waiting = findings.filter { $0.kind == .waiting }.map(sentence)
        let hidden = waiting.count - Self.mostWaiting
        let more = hidden > 0 ? ["\(hidden) more tasks wait."] : []
        return running + yielding(findings) + waiting.prefix(Self.mostWaiting) + more
    }

    private func yielding(_ findings: [Finding]) -> [String] {
        let findings = findings.filter { $0.kind == .yielding }
        if findings.count < 2 { return findings.map(sentence) }
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
        if findings.count < Self.leastTogether { return findings.map(sentence) }
        return [together(findings)]
    }

    private func blocked(_ findings: [Finding]) -> String {
        let total = findings.reduce(0) { $0 + $1.nanoseconds }
        return self.together(
            findings,
            "\(findings.count) tasks blocked their thread, \(Seconds.text(total)) in all: "
                + names(findings)
        )
    }

    private func unfinished(_ findings: [Finding]) -> String {
        self.together(
            findings,
            "The program ended before \(findings.count) tasks did: \(names(findings))"
        )
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
