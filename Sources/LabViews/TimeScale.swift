import LabCore
public import TraceModel

/// Time along a row of cells.
struct TimeScale: Equatable {
    /// Cells for time.
    let width: Int
    /// When the first cell begins, as the axis counts: where gaps are folded, drawn time.
    let from: Nanoseconds
    /// Nanoseconds that all cells together show, of drawn time.
    let span: Nanoseconds
    /// Idle gaps that are drawn short.
    var folding: TimeFolding?

    /// The scale of a run.
    ///
    /// While it runs, the span is a round one that grows in steps, so that the lanes grow and do
    /// not slide; when it has ended, the whole run fills the width, unless it is shorter than `least`.
    init(
        width: Int,
        now: Nanoseconds,
        isRunning: Bool,
        least: Nanoseconds = 0,
        folding: TimeFolding? = nil
    ) {
        self.width = max(1, width)
        self.folding = folding
        from = 0
        // A damaged trace may say anything.
        let now = min(max(now, least), Self.longest)
        if isRunning {
            span = Self.roundSpan(holding: now)
        } else {
            // One cell is kept for the sign of an end.
            let cells = UInt64(max(1, width - 1))
            span = max(1, now / cells + 1) * UInt64(self.width)
        }
    }

    /// The scale of a part of a run.
    init(width: Int, window: TimeWindow, folding: TimeFolding? = nil) {
        self.width = max(1, width)
        self.folding = folding
        from = window.from
        span = min(window.cell, Self.longest / UInt64(self.width)) * UInt64(self.width)
    }

    /// Nanoseconds of one cell, at least 1.
    var cell: Nanoseconds { max(1, span / UInt64(width)) }

    /// The cell that shows `time`: below 0 or beyond `width` where it is out of sight.
    func column(of time: Nanoseconds) -> Int {
        let time = folding?.drawn(time) ?? time
        let cells = Int(min((time < from ? from - time : time - from) / cell, UInt64(Int32.max)))
        return time < from ? -cells - 1 : cells
    }

    /// When a cell begins.
    func start(ofColumn column: Int) -> Nanoseconds {
        let drawn = from + UInt64(max(0, column)) * cell
        return folding?.real(drawn) ?? drawn
    }

    /// The columns in the middle of breaks that are long enough to be seen.
    func breakColumns() -> Set<Int> {
        guard let folding, folding.drawnLength >= cell / 2 else { return [] }
        var columns: Set<Int> = []
        for gap in folding.breaks(from: from, to: from + span) {
            let middle = gap.drawnFrom + folding.drawnLength / 2
            if middle >= from { columns.insert(Int((middle - from) / cell)) }
        }
        return columns
    }

    /// A break has begun when the cell begins, and is not over.
    private func isWithinBreak(_ column: Int) -> Bool {
        guard let folding, column >= 0 else { return false }
        let time = from + UInt64(column) * cell
        return folding.breaks(from: time, to: time).contains { $0.drawnFrom < time }
    }

    /// The last moment of a cell.
    func end(ofColumn column: Int) -> Nanoseconds { start(ofColumn: column + 1) - 1 }

    /// Times with a label, evenly spaced at a round distance, as many as fit.
    ///
    /// A label and the room behind it take `labelWidth` cells at least.
    func ticks(labelWidth: Int = 8) -> [(time: Nanoseconds, label: String)] {
        if folding != nil { return ticksBetweenBreaks(labelWidth) }
        let step = step(labelWidth)
        var ticks: [(Nanoseconds, String)] = []
        var time = (from + step - 1) / step * step
        while column(of: time) < width {
            ticks.append((time, Seconds.label(time, step: step)))
            time += step
        }
        return ticks
    }

    /// Where gaps are folded, round times are at no even distance: behind each break, and where there is
    /// room, the time of a cell.
    private func ticksBetweenBreaks(_ labelWidth: Int) -> [(time: Nanoseconds, label: String)] {
        let exactness = max(cell, start(ofColumn: width) / 10_000)
        let digits = min(Seconds.digits(telling: exactness), 6)
        var ticks: [(Nanoseconds, String)] = []
        var free = 0
        for column in 0..<width where column >= free && !isWithinBreak(column) {
            let isBehindBreak = isWithinBreak(column - 1)
            guard column == 0 || isBehindBreak || column >= free + labelWidth else { continue }
            let time = start(ofColumn: column)
            let label = time == 0 ? "0" : Seconds.decimal(time, digits: digits)
            ticks.append((time, label))
            free = column + label.count + 3
        }
        return ticks
    }

    /// The distance of labels that leaves room for each of them.
    private func step(_ labelWidth: Int) -> Nanoseconds {
        var step = Self.roundStep(atLeast: cell * UInt64(labelWidth))
        let end = start(ofColumn: width)
        // Labels get longer the closer one looks, up to nanoseconds.
        for _ in 0..<6 where UInt64(Seconds.label(end, step: step).count + 3) > step / cell {
            step = Self.roundStep(atLeast: step + 1)
        }
        return step
    }

    /// Longer runs than this are not told apart: 36 years.
    private static let longest: Nanoseconds = 1 << 60

    private static func roundSpan(holding time: Nanoseconds) -> Nanoseconds {
        // A little room ahead of the moving edge, and half a second at first.
        roundStep(atLeast: max(time + time / 50, 500_000_000))
    }

    /// 1, 2 or 5 times a power of ten.
    private static func roundStep(atLeast minimum: Nanoseconds) -> Nanoseconds {
        var unit: UInt64 = 1
        while unit < UInt64.max / 100 {
            for factor: UInt64 in [1, 2, 5] where unit * factor >= minimum { return unit * factor }
            unit *= 10
        }
        return unit
    }
}

/// Seconds as text.
public enum Seconds {
    /// `1.50 s`: two decimals; three below a tenth, so that short runs are not "0.00 s".
    static func text(_ time: Nanoseconds) -> String {
        time < 100_000_000 ? decimal(time, digits: 3) + " s" : decimal(time, digits: 2) + " s"
    }

    /// A tick's label, with the decimals that its distance to the next one needs.
    static func label(_ time: Nanoseconds, step: Nanoseconds) -> String {
        if time == 0 { return "0" }
        var digits = 0
        var unit: UInt64 = 1_000_000_000
        while unit > 1, step % unit != 0 {
            unit /= 10
            digits += 1
        }
        return decimal(time, digits: digits)
    }

    /// The decimals that tell moments apart that are so far from each other.
    static func digits(telling distance: Nanoseconds) -> Int {
        var digits = 0
        var unit: UInt64 = 1_000_000_000
        while unit > distance, digits < 9 {
            unit /= 10
            digits += 1
        }
        return digits
    }

    /// Seconds with so many decimals, rounded.
    public static func decimal(_ time: Nanoseconds, digits: Int) -> String {
        var unit: UInt64 = 1_000_000_000
        for _ in 0..<digits { unit /= 10 }
        // A damaged trace may say anything.
        let (half, isTooMuch) = time.addingReportingOverflow(unit / 2)
        let rounded = (isTooMuch ? .max : half) / max(1, unit)
        var scale: UInt64 = 1
        for _ in 0..<digits { scale *= 10 }
        guard digits > 0 else { return "\(rounded)" }
        let fraction = String(rounded % scale)
        return "\(rounded / scale)." + String(repeating: "0", count: digits - fraction.count)
            + fraction
    }
}
