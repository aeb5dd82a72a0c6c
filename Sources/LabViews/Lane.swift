import LabCore
import TraceModel

/// What a cell of a lane shows.
enum LaneSign: Equatable {
    /// Before the task was created, and after its end.
    case nothing
    /// The state that fills most of the cell; `hidesBlocking`: the task blocked too within it.
    case state(TaskState, hidesBlocking: Bool)
    /// Running for so many eighths of the cell, at its left or its right side; suspended or not there in
    /// the rest.
    case part(eighths: Int, isLeft: Bool)
    case end(TaskOutcome)
}

/// The cells of one row in the timeline: of one task, or of several.
struct Lane<Track: LaneTrack> {
    /// Stretches looked at in one cell; of more, as many are looked at as there are here, evenly.
    private let mostStretches = 64

    let track: Track
    let scale: TimeScale
    /// The moving edge: nothing is shown from here on.
    let now: Nanoseconds
    /// Cells can be filled in part.
    var hasParts = false

    init(_ track: Track, scale: TimeScale, now: Nanoseconds, hasParts: Bool = false) {
        self.track = track
        self.scale = scale
        self.now = now
        self.hasParts = hasParts
    }

    /// The signs of the cells, `scale.width` of them.
    ///
    /// `known`: those of the first cells, where they are known.
    func signs(after known: ArraySlice<LaneSign> = []) -> [LaneSign] {
        var signs = [LaneSign](repeating: .nothing, count: scale.width)
        signs.replaceSubrange(known.indices, with: known)
        guard track.count > 0 else { return signs }
        let first = scale.column(of: track.from)
        let end = min(track.end ?? now, now)
        let last = scale.column(of: end)
        let start = max(0, first, known.count)
        fill(&signs, start..<max(start, min(last + 1, scale.width)), until: end)
        if let outcome = track.outcome, track.end ?? 0 <= now, last < scale.width {
            // The end stands behind the last cell that is full, so that it hides no short life.
            let column = max(last, first)
            let place = last == first && column + 1 < scale.width ? column + 1 : column
            if signs.indices.contains(place) { signs[place] = .end(outcome) }
        }
        return signs
    }

    /// The stretches are gone through once, from cell to cell.
    private func fill(_ signs: inout [LaneSign], _ columns: Range<Int>, until end: Nanoseconds) {
        var cellTo = scale.start(ofColumn: columns.lowerBound)
        var index = track.index(at: max(cellTo, track.from))
        for column in columns {
            let cellFrom = cellTo
            cellTo = scale.start(ofColumn: column + 1)
            if track.hidesFailure(from: cellFrom, to: cellTo) {
                signs[column] = .end(.threw)
                index = nil
                continue
            }
            let from = max(cellFrom, track.from)
            let to = min(cellTo, end)
            index = index ?? track.index(at: from)
            guard var current = index else { continue }
            guard from < to else {
                // Where it has only begun, or is just over.
                if let state = track.index(at: from).flatMap({ track.state($0) }) {
                    signs[column] = .state(state, hidesBlocking: false)
                }
                continue
            }
            var fill = CellFill(from: cellFrom, to: cellTo)
            signs[column] = gather(&current, &fill, from: from, to: to) ?? .nothing
            index = current
        }
    }

    /// What fills a cell, from the stretch that holds its start on; then `index` is the one that holds its
    /// end.
    private func gather(
        _ index: inout Int,
        _ fill: inout CellFill,
        from: Nanoseconds,
        to: Nanoseconds
    ) -> LaneSign? {
        let first = index
        var start = track.start(index)
        while start < to {
            let isLast = index + 1 == track.count
            let next = isLast ? min(track.end ?? to, to) : track.start(index + 1)
            fill.add(track.state(index), from: max(start, from), to: min(max(next, start), to))
            if isLast || next >= to { break }
            index += 1
            start = next
            if index - first > mostStretches {
                index = track.index(at: to) ?? track.count - 1
                return sampled(first...index, from: from, to: to)
            }
        }
        return (hasParts ? fill.part : nil) ?? fill.sign
    }

    /// The same from a part of the stretches, evenly: several in a row each time, as states often take turns.
    ///
    /// That the task blocks is not a matter of luck.
    private func sampled(
        _ stretches: ClosedRange<Int>,
        from: Nanoseconds,
        to: Nanoseconds
    ) -> LaneSign? {
        var fill = CellFill(from: 0, to: 0)
        let (places, inARow) = (16, 8)
        let count = stretches.count - inARow
        for place in 0..<places {
            let first = stretches.lowerBound + max(0, count) * place / (places - 1)
            for index in first..<min(first + inARow, stretches.upperBound + 1) {
                let start = max(track.start(index), from)
                fill.add(track.state(index), from: start, to: track.end(index, until: to))
            }
        }
        guard case .state(let state, _)? = fill.sign else { return nil }
        let blocks = track.blocks(inStretches: stretches)
        return .state(state, hidesBlocking: state != .blocking && blocks)
    }
}

extension Lane<TaskTrack> {
    init(task: TracedTask, scale: TimeScale, now: Nanoseconds, hasParts: Bool = false) {
        self.init(TaskTrack(task), scale: scale, now: now, hasParts: hasParts)
    }
}

/// What there is within one cell.
struct CellFill {
    private let from: Nanoseconds
    private let to: Nanoseconds
    /// Nanoseconds of each state, by its number.
    private var times: (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
    /// Where running began and ended, while it is in one piece.
    private var runningFrom: Nanoseconds = 0
    private var runningTo: Nanoseconds = 0
    private var isInPieces = false

    /// A cell of which nothing is known yet.
    init(from: Nanoseconds, to: Nanoseconds) {
        self.from = from
        self.to = to
    }

    mutating func add(_ state: TaskState?, from: Nanoseconds, to: Nanoseconds) {
        guard let state, from < to else { return }
        switch state {
        case .running:
            isInPieces = isInPieces || times.0 > 0 && runningTo != from
            if times.0 == 0 { runningFrom = from }
            runningTo = to
            times.0 += to - from
        case .blocking: times.1 += to - from
        case .ready: times.2 += to - from
        case .sleeping: times.3 += to - from
        case .awaiting: times.4 += to - from
        }
    }

    /// The state that fills most of it.
    var sign: LaneSign? {
        let most = max(times.0, times.1, times.2, times.3, times.4)
        guard most > 0 else { return nil }
        let state: TaskState =
            switch most {
            case times.0: .running
            case times.1: .blocking
            case times.2: .ready
            case times.3: .sleeping
            default: .awaiting
            }
        return .state(state, hidesBlocking: times.1 > 0 && state != .blocking)
    }

    /// Running at one side of it; nil where that is not all that there is to show.
    var part: LaneSign? {
        guard times.0 > 0, !isInPieces, times.1 == 0, times.2 == 0 else { return nil }
        let isLeft = runningFrom == from
        guard isLeft != (runningTo == to) else { return nil }
        let eighths = Int(Double(times.0) / Double(to - from) * 8)
        return (1...7).contains(eighths) ? .part(eighths: eighths, isLeft: isLeft) : nil
    }
}
