public import TraceModel

/// The part of a run's time that the timeline shows, in cells of one length each.
public struct TimeWindow: Equatable, Sendable {
    /// When the first cell begins.
    public let from: Nanoseconds
    /// Nanoseconds of one cell, at least 1.
    public let cell: Nanoseconds

    /// A window from a time on.
    public init(from: Nanoseconds, cell: Nanoseconds) {
        self.from = from
        self.cell = max(1, cell)
    }

    /// The cell of a time; nil before the first.
    func column(of time: Nanoseconds) -> Int? {
        time < from ? nil : Int(min((time - from) / cell, UInt64(Int32.max)))
    }

    /// The last moment of a cell: all that the cell shows has happened.
    func end(ofColumn column: Int) -> Nanoseconds {
        let (cells, isTooLong) = cell.multipliedReportingOverflow(by: UInt64(max(0, column)) + 1)
        return isTooLong || cells > .max - from ? .max : from + cells - 1
    }

    /// The window with cells of another length, in which a time keeps its cell.
    func zoomed(to cell: Nanoseconds, at time: Nanoseconds) -> TimeWindow {
        let cell = max(1, cell)
        let before = UInt64(column(of: time) ?? 0) * cell
        // Within its cell the time stays as near to where it was as whole cells allow.
        return TimeWindow(from: time > before ? time - before : 0, cell: cell)
    }

    /// The window moved by so many cells, within a run that ends at `end`.
    func moved(by columns: Int, of cells: Int, until end: Nanoseconds) -> TimeWindow {
        let shift = UInt64(columns.magnitude) * cell
        let from = columns < 0 ? from - min(from, shift) : from + shift
        return TimeWindow(from: from, cell: cell).clamped(to: end, of: cells)
    }

    /// The window as it is within a run: it shows nothing before its start, and little behind its end.
    func clamped(to end: Nanoseconds, of cells: Int) -> TimeWindow {
        // One cell is kept for the sign of an end.
        let shown = UInt64(max(1, cells - 2)) * cell
        return TimeWindow(from: min(from, end > shown ? end - shown : 0), cell: cell)
    }

    /// The window, with its page turned where a time is out of sight.
    func showing(_ time: Nanoseconds, of cells: Int) -> TimeWindow {
        if let column = column(of: time), column < cells { return self }
        // Most of the page lies where one is going.
        let before = UInt64(max(0, time < from ? cells * 3 / 4 : cells / 4)) * cell
        return TimeWindow(from: time > before ? time - before : 0, cell: cell)
    }
}

/// How the timeline's axis stands on the screen: what only its view can know.
public struct TimeExtent: Equatable, Sendable {
    /// Cells for time.
    public let cells: Int
    /// Nanoseconds of one cell where the whole run is shown.
    public let fittingCell: Nanoseconds

    /// An axis of so many cells.
    public init(cells: Int, fittingCell: Nanoseconds) {
        self.cells = max(1, cells)
        self.fittingCell = fittingCell
    }
}

/// Where the learner has been in the picture of a run, to go back to.
struct TimelineTrail: Equatable, Sendable {
    /// A part of the run's time, and a moment, if it is not the last.
    struct Place: Equatable, Sendable {
        let window: TimeWindow?
        let cursor: Cursor?
    }

    /// A moment of a run: events that had happened, and the time.
    struct Cursor: Equatable, Sendable {
        let events: Int
        let time: Nanoseconds
    }

    private static let longest = 200

    private var places: [Place] = []
    private var lastCommand: TimelineCommand?

    /// Remembers where the learner was before a command; moves by cells in a row are one.
    mutating func leave(_ place: Place, by command: TimelineCommand) {
        if case .move = command, case .move? = lastCommand { return }
        lastCommand = command
        guard places.last != place else { return }
        places.append(place)
        if places.count > Self.longest { places.removeFirst() }
    }

    /// The place before this one; nil at the first.
    mutating func goBack(from place: Place) -> Place? {
        lastCommand = nil
        while let last = places.popLast() {
            if last != place { return last }
        }
        return nil
    }
}
