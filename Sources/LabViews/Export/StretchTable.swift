public import LabCore
import TraceModel

/// A run as comma-separated values (RFC 4180): a row for each stretch of time that a task was in one
/// state.
///
/// Tasks are in the order of their lanes, the rows of one in the order of time. Rows end with CR and LF.
public struct StretchTable {
    private let run: RunState

    private static let special = Set(",\"\r\n".utf8)

    /// The table of a run that has ended.
    public init(_ run: RunState) {
        self.run = run
    }

    /// Hands the text on, piece by piece.
    public func write(_ put: @escaping (String) throws -> Void) throws {
        var sink = TextSink(put)
        try sink.write("task,name,parent,state,from_s,to_s,thread,executor,line,wait\r\n")
        for lane in run.lanes {
            let task = run.trace.tasks[lane.index]
            let head = [
                "\(task.id.rawValue)", task.name ?? "", task.parent.map { "\($0.rawValue)" } ?? "",
            ].map(Self.field).joined(separator: ",")
            for index in task.stretches.indices where tells(task, index) {
                try sink.write(head + row(task, index) + "\r\n")
            }
        }
        try sink.flush()
    }

    /// A stretch that took no time is told only where the task's life has no other.
    private func tells(_ task: TracedTask, _ index: Int) -> Bool {
        task.stretches.count == 1
            || task.stretches[index].from < task.end(ofStretch: index, now: run.now)
    }

    /// The fields behind the task's own.
    private func row(_ task: TracedTask, _ index: Int) -> String {
        let stretch = task.stretches[index]
        let words = StretchWords(stretch: stretch, trace: run.trace)
        let isOnThread = stretch.state.isOnThread
        let fields = [
            stretch.state.word, Seconds.decimal(stretch.from, digits: 9),
            Seconds.decimal(task.end(ofStretch: index, now: run.now), digits: 9),
            isOnThread ? "\(stretch.thread.rawValue)" : "", words.executor ?? "",
            words.line.map { "\($0.line)" } ?? "", words.wait,
        ]
        return fields.reduce(into: "") { $0 += "," + Self.field($1) }
    }

    /// A field, within quotes where it would not be one otherwise.
    static func field(_ text: String) -> String {
        if !text.utf8.contains(where: special.contains) { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            quoted.unicodeScalars.append(scalar)
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
        }
        return quoted + "\""
    }
}
