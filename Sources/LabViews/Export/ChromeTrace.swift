public import LabCore
public import TraceModel

/// A run in the Chrome trace event format, which Perfetto and chrome://tracing open.
///
/// A track for each task, in the order of the lanes, with its states as slices; a track for each thread
/// with the tasks that were on it; arrows from who created a task or made it ready; what was printed;
/// counters. Times are microseconds.
public struct ChromeTrace {
    let run: RunState
    let program: String
    /// The last moment that there is.
    let end: Nanoseconds
    let tracks: ChromeTracks
    private let arrows: [ChromeArrow]

    /// The trace of a run that has ended, with all its wake-ups.
    public init(_ run: RunState, wakeUps: [WakeUp], program: String) {
        self.run = run
        self.program = program
        end = run.now
        tracks = ChromeTracks(run)
        arrows = ChromeArrow.all(of: run.trace, wakeUps)
    }

    /// Hands the text on, piece by piece.
    ///
    /// Begin and end of a slice are events of their own: where one ends as the next begins, both say
    /// the same time. A length of its own would be rounded by itself, and the two could overlap.
    /// Events are in the order of time; at one time, slices end before others begin, and arrows come
    /// behind the slices that they begin and end in.
    public func write(_ put: @escaping (String) throws -> Void) throws {
        var sink = TextSink(put)
        let facts = JSONPieces.object([
            ("program", JSONPieces.quoted(program)),
            ("clock", JSONPieces.quoted(run.clock.clock.rawValue)),
            ("made_by", JSONPieces.quoted("asynclab")),
            ("dropped_events", "\(run.droppedEvents)"),
        ])
        try sink.write("{\"displayTimeUnit\":\"ms\",\"otherData\":\(facts),\"traceEvents\":[")
        var isFirst = true
        for row in tracks.names(program: program) {
            try sink.write((isFirst ? "\n" : ",\n") + row)
            isFirst = false
        }
        let marks = marks()
        for mark in marks { try sink.write(",\n" + text(mark)) }
        try sink.write("\n]}\n")
        try sink.flush()
    }

    /// All events, in the order in which they are written.
    private func marks() -> [ChromeMark] {
        var marks = stretchMarks() + tracks.marks() + arrowMarks() + outputMarks()
        marks += counts.indices.map { ChromeMark(counts[$0].time, .count, $0) }
        marks.sort()
        return marks
    }

    private func stretchMarks() -> [ChromeMark] {
        let withMoment = Set(
            arrows.lazy.flatMap { [$0.from, $0.to] }.filter(\.isAtEnd).map(\.task)
        )
        var marks: [ChromeMark] = []
        for (index, task) in run.trace.tasks.enumerated() {
            for stretch in task.stretches.indices {
                let from = task.stretches[stretch].from
                let to = task.end(ofStretch: stretch, now: end)
                guard from < to else { continue }
                marks.append(ChromeMark(from, .taskOpens, index, stretch))
                marks.append(ChromeMark(to, .taskCloses, index))
            }
            let last = task.ended ?? end
            if withMoment.contains(index) || task.created >= last {
                marks.append(ChromeMark(last, .momentOpens, index))
                marks.append(ChromeMark(last, .momentCloses, index))
            }
            if task.outcome != nil { marks.append(ChromeMark(last, .outcome, index)) }
        }
        return marks
    }

    private func arrowMarks() -> [ChromeMark] {
        arrows.indices.flatMap { index in
            [
                ChromeMark(arrows[index].from.time, .arrowStarts, index),
                ChromeMark(arrows[index].to.time, .arrowEnds, index),
            ]
        }
    }

    private func outputMarks() -> [ChromeMark] {
        run.trace.output.indices.map { index in
            ChromeMark(min(run.trace.output[index].time, end), .output, index)
        }
    }

    // MARK: Texts

    private func text(_ mark: ChromeMark) -> String {
        switch mark.kind {
        case .taskCloses, .momentCloses: close(mark.time, tracks.place(ofTask: mark.subject))
        case .taskOpens: stretch(mark)
        case .momentOpens:
            event("B", mark.time, tracks.place(ofTask: mark.subject), name: "running")
        case .threadCloses: close(mark.time, tracks.place(ofSlice: mark.subject))
        case .threadOpens: slice(mark)
        case .arrowStarts, .arrowEnds: arrow(mark)
        case .output: output(mark)
        case .outcome: outcome(mark)
        case .count: count(mark)
        }
    }

    /// An event from its parts; `more` are members behind the others.
    private func event(
        _ phase: String,
        _ time: Nanoseconds,
        _ place: String,
        name: String? = nil,
        more: [(key: String, json: String?)] = []
    ) -> String {
        let members = more.reduce(into: "") { text, member in
            if let json = member.json { text += ",\"\(member.key)\":\(json)" }
        }
        let title = name.map { ",\"name\":\(JSONPieces.quoted($0))" } ?? ""
        return
            "{\"ph\":\"\(phase)\",\"ts\":\(JSONPieces.microseconds(time)),\(place)\(title)\(members)}"
    }

    private func close(_ time: Nanoseconds, _ place: String) -> String {
        event("E", time, place)
    }

    private func stretch(_ mark: ChromeMark) -> String {
        let task = run.trace.tasks[mark.subject]
        let stretch = task.stretches[mark.detail]
        let words = StretchWords(stretch: stretch, trace: run.trace)
        let line = words.line
        let args = JSONPieces.object([
            ("executor", words.executor.map(JSONPieces.quoted)),
            ("thread", stretch.state.isOnThread ? "\(stretch.thread.rawValue)" : nil),
            ("file", line.map { JSONPieces.quoted($0.fileName) }),
            ("line", line.map { "\($0.line)" }),
            ("reason", words.reason.map(JSONPieces.quoted)),
        ])
        return event(
            "B",
            mark.time,
            tracks.place(ofTask: mark.subject),
            name: stretch.state.word,
            more: [("cat", "\"state\""), ("args", args == "{}" ? nil : args)]
        )
    }

    private func slice(_ mark: ChromeMark) -> String {
        let slice = tracks.slices[mark.subject].slice
        let line = run.trace.places.line(at: slice.place)
        let args = JSONPieces.object([
            ("task", "\(slice.task.rawValue)"),
            ("executor", slice.executor.map { JSONPieces.quoted(run.trace.name(of: $0)) }),
            ("line", line.map { "\($0.line)" }),
        ])
        return event(
            "B",
            mark.time,
            tracks.place(ofSlice: mark.subject),
            name: run.trace.task(slice.task)?.title ?? "task \(slice.task.rawValue)",
            more: [("cat", "\"slice\""), ("args", args)]
        )
    }

    private func arrow(_ mark: ChromeMark) -> String {
        let arrow = arrows[mark.subject]
        let isStart = mark.kind == .arrowStarts
        return event(
            isStart ? "s" : "f",
            mark.time,
            tracks.place(ofTask: isStart ? arrow.from.task : arrow.to.task),
            name: arrow.name,
            more: [
                ("cat", "\"cause\""), ("id", "\(mark.subject + 1)"),
                ("bp", isStart ? nil : "\"e\""),
            ]
        )
    }

    /// A slice of no length: an instant event would stay the innermost one, and take the arrows that
    /// begin behind it.
    private func output(_ mark: ChromeMark) -> String {
        let piece = run.trace.output[mark.subject]
        let line = run.trace.places.line(at: piece.place)
        let args = JSONPieces.object([
            ("text", JSONPieces.quoted(piece.text)),
            ("stream", piece.stream == .standardError ? "\"stderr\"" : "\"stdout\""),
            ("line", line.map { "\($0.line)" }),
        ])
        let place = tracks.place(of: piece.task)
        let text = piece.text.last == "\n" ? String(piece.text.dropLast()) : piece.text
        let start = event(
            "B",
            mark.time,
            place,
            name: text.isEmpty ? "prints" : text,
            more: [("cat", "\"output\""), ("args", args)]
        )
        return start + ",\n" + close(mark.time, place)
    }

    private func outcome(_ mark: ChromeMark) -> String {
        let word = run.trace.tasks[mark.subject].outcome?.rawValue ?? ""
        return event(
            "i",
            mark.time,
            tracks.place(ofTask: mark.subject),
            name: word,
            more: [("cat", "\"end\""), ("s", "\"t\"")]
        )
    }

    private func count(_ mark: ChromeMark) -> String {
        let count = counts[mark.subject]
        return event(
            "C",
            mark.time,
            tracks.nobodys,
            name: "tasks",
            more: [("args", "{\"running\":\(count.running),\"ready\":\(count.ready)}")]
        )
    }

    private var counts: [ChromeCount] { tracks.counts }
}
