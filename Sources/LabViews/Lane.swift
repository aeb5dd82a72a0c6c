import LabCore
import TraceModel

/// The cells of one row in the timeline: of one task, or of several.
struct Lane {
    /// What a cell shows.
    enum Sign: Equatable {
        /// Before the task was created, and after its end.
        case nothing
        /// The state that fills most of the cell; `hidesBlocking`: the task blocked too within it.
        case state(TaskState, hidesBlocking: Bool)
        /// Running for so many eighths of the cell, at its left or its right side; suspended or not there
        /// in the rest.
        case part(eighths: Int, isLeft: Bool)
        case end(TaskOutcome)
    }

    /// Stretches looked at in one cell; of more, as many are looked at as there are here, evenly.
    private static let mostStretches = 64

    let track: LaneTrack
    let scale: TimeScale
    /// The moving edge: nothing is shown from here on.
    let now: Nanoseconds
    /// Cells can be filled in part.
    var hasParts = false

    init(task: TracedTask, scale: TimeScale, now: Nanoseconds) {
        self.init(track: .task(task), scale: scale, now: now)
    }

    init(track: LaneTrack, scale: TimeScale, now: Nanoseconds, hasParts: Bool = false) {
        self.track = track
        self.scale = scale
        self.now = now
        self.hasParts = hasParts
    }

    /// The signs of the cells, `scale.width` of them.
    func signs() -> [Sign] {
        var signs = [Sign](repeating: .nothing, count: scale.width)
        guard track.count > 0 else { return signs }
        let first = scale.column(of: track.from)
        let end = min(track.end ?? now, now)
        let last = scale.column(of: end)
        let start = max(0, first)
        for column in start..<max(start, min(last + 1, scale.width)) {
            if let state = state(inColumn: column, until: end) { signs[column] = state }
        }
        if let outcome = track.outcome, track.end ?? 0 <= now, last < scale.width {
            // The end stands behind the last cell that is full, so that it hides no short life.
            let column = max(last, first)
            let place = last == first && column + 1 < scale.width ? column + 1 : column
            if signs.indices.contains(place) { signs[place] = .end(outcome) }
        }
        return signs
    }

    /// What fills most of a cell.
    private func state(inColumn column: Int, until end: Nanoseconds) -> Sign? {
        let cellFrom = scale.start(ofColumn: column)
        let cellTo = scale.start(ofColumn: column + 1)
        if track.hidesFailure(from: cellFrom, to: cellTo) { return .end(.threw) }
        let from = max(cellFrom, track.from)
        let to = min(cellTo, end)
        guard from < to, let first = track.index(at: from) else {
            return track.index(at: from).flatMap { track.state($0) }
                .map { .state($0, hidesBlocking: false) }
        }
        var fill = CellFill(from: cellFrom, to: cellTo)
        var index = first
        while index < track.count, track.start(index) < to {
            let start = max(track.start(index), from)
            fill.add(track.state(index), from: start, to: track.end(index, until: to))
            if index - first == Self.mostStretches { return sampled(from: from, to: to) }
            index += 1
        }
        return (hasParts ? fill.part : nil) ?? fill.sign
    }

    /// The same from evenly spaced moments, for a cell with very many stretches.
    private func sampled(from: Nanoseconds, to: Nanoseconds) -> Sign? {
        var fill = CellFill(from: 0, to: 0)
        let samples = UInt64(Self.mostStretches)
        for sample in 0..<samples {
            guard let index = track.index(at: from + (to - from) * sample / samples) else {
                continue
            }
            fill.add(track.state(index), from: 0, to: 1)
        }
        return fill.sign
    }
}

/// What there is within one cell.
struct CellFill {
    private let from: Nanoseconds
    private let to: Nanoseconds
    private var times = [Nanoseconds](repeating: 0, count: TaskState.allCases.count)
    /// Where running began and ended, while it is in one piece.
    private var running: Range<Nanoseconds>?
    private var isInPieces = false

    /// A cell of which nothing is known yet.
    init(from: Nanoseconds, to: Nanoseconds) {
        self.from = from
        self.to = to
    }

    mutating func add(_ state: TaskState?, from: Nanoseconds, to: Nanoseconds) {
        guard let state, from < to else { return }
        times[Int(state.rawValue)] += to - from
        guard state == .running else { return }
        if let before = running {
            isInPieces = isInPieces || before.upperBound != from
            running = before.lowerBound..<to
        } else {
            running = from..<to
        }
    }

    /// The state that fills most of it.
    var sign: Lane.Sign? {
        var best: TaskState?
        var most: Nanoseconds = 0
        for state in TaskState.allCases where times[Int(state.rawValue)] > most {
            best = state
            most = times[Int(state.rawValue)]
        }
        guard let best else { return nil }
        let blocked = times[Int(TaskState.blocking.rawValue)] > 0
        return .state(best, hidesBlocking: blocked && best != .blocking)
    }

    /// Running at one side of it; nil where that is not all that there is to show.
    var part: Lane.Sign? {
        guard let running, !isInPieces, times[Int(TaskState.blocking.rawValue)] == 0,
            times[Int(TaskState.ready.rawValue)] == 0
        else { return nil }
        let isLeft = running.lowerBound == from
        guard isLeft != (running.upperBound == to) else { return nil }
        let length = Double(running.upperBound - running.lowerBound)
        let eighths = Int(length / Double(to - from) * 8)
        return (1...7).contains(eighths) ? .part(eighths: eighths, isLeft: isLeft) : nil
    }
}
