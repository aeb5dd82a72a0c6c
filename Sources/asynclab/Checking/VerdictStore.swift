import Curriculum
import ExampleRunner
import FoundationEssentials
import Grading
import Schedules

/// What is known of earlier checks: verdicts, and schedules that broke an answer.
///
/// In asynclab's cache: it may be gone at any time. What cannot be read or written is as if it were not
/// there.
struct VerdictStore: Sendable {
    private let folder: String

    /// Schedules that are kept of an exercise.
    private static let mostSuspects = 4

    init(environment: [String: String]) {
        folder = RunnerPaths.cacheFolder(environment: environment) + "/checks"
    }

    /// All on which a verdict depends: the answer, the exercise, the compiler, and asynclab.
    struct Key: Sendable {
        fileprivate let text: String

        init(_ exercise: Exercise, _ answer: ProgramReference, toolchain: Toolchain) {
            let check = "\(exercise.check)\n\(exercise.starter.source)"
            text = [
                exercise.id, answer.source, "\(answer.settings)", check, "\(toolchain)",
                Self.ownStatus,
            ].joined(separator: "\u{0}")
        }

        /// Which asynclab it is.
        private static var ownStatus: String {
            let manager = FileManager.default
            guard let path = try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
                let attributes = try? manager.attributesOfItem(atPath: path)
            else { return "" }
            let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970
            return "\(attributes[.size] ?? "") \(time ?? 0)"
        }
    }

    private struct Entry: Codable {
        let key: String
        let verdict: Verdict
    }

    /// The verdict on an answer that was checked already.
    func verdict(for key: Key, of exercise: Exercise) -> Verdict? {
        guard let data = FileManager.default.contents(atPath: path(exercise, "verdict")),
            let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.key == key.text
        else { return nil }
        return entry.verdict
    }

    /// Keeps a verdict; the last of each exercise is known.
    func keep(_ verdict: Verdict, for key: Key, of exercise: Exercise) {
        if let data = try? JSONEncoder().encode(Entry(key: key.text, verdict: verdict)) {
            write(data, path(exercise, "verdict"))
        }
        guard let token = verdict.schedule else { return }
        let known = suspects(of: exercise).compactMap(\.text).filter { $0 != token }
        let text = ([token] + known).prefix(Self.mostSuspects).joined(separator: "\n")
        write(Data(text.utf8), path(exercise, "schedules"))
    }

    /// Schedules that broke earlier answers, the last one first.
    func suspects(of exercise: Exercise) -> [ScheduleToken] {
        guard let data = FileManager.default.contents(atPath: path(exercise, "schedules")) else {
            return []
        }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap {
            ScheduleToken(String($0))
        }
    }

    private func path(_ exercise: Exercise, _ kind: String) -> String {
        "\(folder)/\(exercise.id).\(kind)"
    }

    private func write(_ data: Data, _ path: String) {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? data.write(to: URL(filePath: path), options: .atomic)
    }
}
