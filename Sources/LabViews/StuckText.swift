import LabCore
import TraceModel

/// Of each task with which a stuck program ended: where it was created, and its async call stack.
struct StuckText {
    private let run: RunState
    private let isAscii: Bool

    /// More tasks than these are left out.
    private static let mostTasks = 12

    init(_ run: RunState, isAscii: Bool) {
        self.run = run
        self.isAscii = isAscii
    }

    /// A line for each task; none where the program was not stuck.
    var lines: [String] {
        guard run.trace.stopReason != nil else { return [] }
        let tasks = run.trace.tasks.filter { $0.isUnfinished }
        let hidden = tasks.count - Self.mostTasks
        return tasks.prefix(Self.mostTasks).map(line)
            + (hidden > 0 ? ["... and \(hidden) more tasks"] : [])
    }

    private func line(_ task: TracedTask) -> String {
        let created = run.trace.places.line(at: task.createdAt).map { "created at line \($0.line)" }
        let stack = StackText(
            stack: run.trace.places.stack(at: run.trace.place(of: task)),
            fileName: run.trace.notes[.sourcePath].map(Self.fileName) ?? onlyFile,
            isAscii: isAscii
        ).text
        let parts = [created, stack.isEmpty ? nil : "at \(stack)"].compactMap(\.self)
        return "#\(task.id.rawValue) \(task.title): "
            + (parts.isEmpty ? "nothing more is known" : parts.joined(separator: ", "))
    }

    private static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The file of all lines, where there is one.
    private var onlyFile: String? {
        let files = Set(
            run.trace.tasks.flatMap { run.trace.places.stack(at: run.trace.place(of: $0)) }
                .map(\.fileName)
        )
        return files.count == 1 ? files.first : nil
    }
}
