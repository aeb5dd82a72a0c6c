import Curriculum
import LabCore
import Screen

/// Where the panes are, for a size and a place.
struct Layout: Equatable {
    /// The smallest terminal that everything fits.
    static let smallest = Size(width: 80, height: 24)
    /// From this size on, all panes are on the screen at once.
    static let smallestSplit = Size(width: 100, height: 28)

    let header: Rect
    let status: Rect
    /// The panes that are on the screen.
    private(set) var panes: [(pane: Pane, rect: Rect)]
    /// Below the output, what came of the step, where the lesson is out of sight and there is room.
    private(set) var verdict: Rect?
    /// The pane that tells what the scheduler holds, where there is room.
    let eventLoop: Rect?
    /// Tabs, where one pane is shown at a time; empty where all are.
    let tabs: [Pane]
    /// Lines of the timeline's pane that tell of the selected task.
    let inspectorRows: Int

    static func == (left: Layout, right: Layout) -> Bool {
        left.header == right.header && left.status == right.status && left.tabs == right.tabs
            && left.eventLoop == right.eventLoop
            && left.panes.map(\.pane) == right.panes.map(\.pane)
            && left.panes.map(\.rect) == right.panes.map(\.rect)
            && left.verdict == right.verdict
    }

    /// The rows that panes of text want, without their borders, each at a width.
    struct Wishes {
        let lesson: (Int) -> Int
        let code: (Int) -> Int
    }

    /// A layout that gives panes of text what they want where it can.
    init(_ state: LabState, size: Size, wishes: Wishes) {
        let (header, below) = Rect(size).split(.top, 1)
        let (status, body) = below.split(.bottom, 1)
        self.header = header
        self.status = status
        let panes = state.panes
        let lanes = state.run?.picture.rowCount ?? 0
        let isSplit =
            size.width >= Self.smallestSplit.width && size.height >= Self.smallestSplit.height
        let room = body.size.height - lanes
        inspectorRows =
            state.isInspecting || state.comparison != nil
            ? 0
            : Self.isBoth(state)
                ? 1 : isSplit ? min(max(room - 12, 3), 6) : min(max(room - 11, 1), 4)
        if panes.count == 1 {
            self.panes = [(panes[0], body)]
            (tabs, eventLoop) = ([], nil)
        } else if isSplit {
            (self.panes, eventLoop) = Self.split(state, body, inspectorRows, wishes)
            tabs = []
        } else {
            // The output goes with the timeline: both tell of the run.
            tabs = panes.filter { $0 != .output }
            (self.panes, eventLoop) = Self.tab(state, body, inspectorRows)
        }
    }

    /// Gives the last rows of the output's pane to a verdict of some lines, if the output, of some lines
    /// too, needs none of them.
    mutating func makeRoom(forVerdict lines: Int, belowOutput outputLines: Int) {
        guard !tabs.isEmpty, eventLoop == nil, lines > 0,
            let index = panes.firstIndex(where: { $0.pane == .output })
        else { return }
        // The two share a border, and the verdict has one below.
        guard panes[index].rect.size.height - 2 >= outputLines + lines + 1 else { return }
        let (verdict, output) = panes[index].rect.split(.bottom, lines + 2, overlap: 1)
        panes[index].rect = output
        self.verdict = verdict
    }

    private static func tab(
        _ state: LabState,
        _ body: Rect,
        _ inspectorRows: Int
    ) -> ([(pane: Pane, rect: Rect)], eventLoop: Rect?) {
        guard state.focus == .timeline || state.focus == .output else {
            return ([(state.focus, body)], nil)
        }
        let rows = min(
            max(timelineRows(state, inspectorRows), 10),
            body.size.height - (state.comparison != nil ? 9 : isBoth(state) ? 4 : 7)
        )
        let (timeline, lower) = body.split(.top, rows, overlap: 1)
        guard state.run?.isHeld == true else {
            return ([(.timeline, timeline), (.output, lower)], nil)
        }
        let (loop, output) = loop(in: lower, state)
        return ([(.timeline, timeline), (.output, output)], loop)
    }

    /// Rows that the timeline wants, with its border.
    private static func timelineRows(_ state: LabState, _ inspectorRows: Int) -> Int {
        if let comparison = state.comparison { return TimelinePane.rows(of: comparison) + 2 }
        guard let before = state.runAbove, let now = state.run else {
            return (state.run?.picture.rowCount ?? 0) + 4 + inspectorRows
        }
        return TimelinePane.rowsOfBoth(before, now) + 2
    }

    /// Two runs are shown, one above the other.
    private static func isBoth(_ state: LabState) -> Bool { state.runAbove != nil }

    /// Two panes beside each other take so many columns at least.
    private static let leastBeside = 60
    /// Rows of two panes of text below each other, with their borders.
    private static let leastBelow = 13

    /// The event loop on the right, or above where that would be too narrow, and the output.
    ///
    /// Who goes through a run wants to see what is ready: then the loop gets more.
    private static func loop(in area: Rect, _ state: LabState) -> (loop: Rect?, output: Rect) {
        guard state.comparison == nil else { return (nil, area) }
        let isHeld = state.run?.isHeld == true
        guard area.size.width < leastBeside else {
            let share = isHeld ? area.size.width / 2 : area.size.width * 2 / 5
            let (loop, output) = area.split(.right, min(share, 40), overlap: 1)
            return (loop, output)
        }
        // What there is to say at the end stands below the output, which has all the rows then.
        guard isHeld || state.run?.phase.isUnderWay != false else { return (nil, area) }
        let rows = isHeld ? area.size.height * 3 / 5 : (area.size.height + 1) / 2
        let (loop, output) = area.split(.top, rows, overlap: 1)
        return (loop, output)
    }

    /// The rows that code gets at least: a third where it is the learner's, and what it needs where a
    /// solution is read.
    private static func leastCodeRows(_ state: LabState, _ area: Rect, _ wanted: Int) -> Int {
        guard state.exercise != nil else { return 6 }
        return state.shownSolution == nil ? min(12, area.size.height / 3) : wanted
    }

    private static func split(
        _ state: LabState,
        _ body: Rect,
        _ inspectorRows: Int,
        _ wishes: Wishes
    ) -> ([(pane: Pane, rect: Rect)], eventLoop: Rect?) {
        let leftWidth = min(max(body.size.width * 47 / 100, 46), 90)
        let (left, right) = body.split(.left, leftWidth, overlap: 0)
        var placed: [(pane: Pane, rect: Rect)] = []
        var codeRect = left
        if state.panes.contains(.lesson) {
            let wanted = wishes.lesson(left.size.width - 4) + 2
            let code = min(wishes.code(left.size.width - 2) + 2, left.size.height * 2 / 3)
            let rows = min(
                max(wanted, left.size.height - code + 1),
                left.size.height - leastCodeRows(state, left, code)
            )
            let (lesson, rest) = left.split(.top, rows, overlap: 1)
            placed.append((.lesson, lesson))
            codeRect = rest
        }
        if state.panes.contains(.code) { placed.append((.code, codeRect)) }
        let area = state.panes.contains(.code) ? right : body
        let leastBoth = area.size.width < leastBeside ? leastBelow : 9
        let least = state.comparison == nil ? leastBoth : min(18, area.size.height / 2)
        let lanes = min(max(timelineRows(state, inspectorRows), 12), area.size.height - least)
        let (timeline, lower) = area.split(.top, lanes, overlap: 1)
        placed.append((.timeline, timeline))
        let (loop, output) = loop(in: lower, state)
        placed.append((.output, output))
        return (placed, loop)
    }
}
