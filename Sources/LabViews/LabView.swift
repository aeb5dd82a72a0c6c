import Curriculum
public import LabCore
public import Screen
import TraceModel

/// The whole screen as a value.
public final class LabView {
    let state: LabState
    private let size: Size
    private let theme: Theme
    /// Nil where the terminal is too small for any.
    private let layout: Layout?
    private let texts: [Pane: PaneText]
    /// Their title, and the start of the first finding.
    private static let leastFindingRows = 2
    /// Rows at the end of the output that tell what there is to say of the run, where no pane does.
    private let findingRows: Int
    /// Where the panes of text on the screen stand, for the state to scroll from.
    public private(set) var extents: [Pane: ScrollExtent] = [:]
    private let code: CodePane?
    private let names: FunctionNames
    /// Nil where it is not on the screen.
    let timeline: TimelinePane?

    /// A view of a state at a size.
    ///
    /// `memory`: what was kept of the frame before.
    public init(
        _ state: LabState,
        size: Size,
        appearance: Appearance,
        memory: FrameMemory = FrameMemory()
    ) {
        self.state = state
        self.size = size
        let theme = Theme(appearance: appearance)
        self.theme = theme
        names = memory.names
        guard size.width >= Layout.smallest.width, size.height >= Layout.smallest.height else {
            layout = nil
            texts = [:]
            findingRows = 0
            code = nil
            timeline = nil
            return
        }
        let lesson = LessonPane(state: state, theme: theme)
        let wishes = Layout.Wishes(
            lesson: { lesson.lines(width: $0).count },
            code: { width in
                state.shownProgram.map { memory.code.source(of: $0, width: width).rows.count } ?? 0
            }
        )
        var layout = Layout(state, size: size, wishes: wishes)
        let code = layout.panes.first { $0.pane == .code }.map { _, rect in
            CodePane(
                state: state,
                theme: theme,
                width: Self.inside(.code, rect).size.width,
                kept: memory.code
            )
        }
        var texts: [Pane: PaneText] = [:]
        for (pane, rect) in layout.panes {
            texts[pane] =
                pane == .code
                ? code?.text
                : Self.text(pane, state, theme, Self.inside(pane, rect).size, memory)
        }
        findingRows =
            layout.eventLoop == nil && state.comparison == nil
            ? Self.appendFindings(to: &texts, state, theme, layout) : 0
        if !state.isInspecting, state.comparison == nil {
            // With its chart, or where there is no room for both, without.
            let width = size.width - 4
            // One row tells that there are findings.
            let below = (texts[.output]?.count ?? 0) - max(0, findingRows - 1)
            for rows in [lesson.verdict(width: width).count, lesson.outcomeRows(width: width)]
            where layout.verdict == nil {
                layout.makeRoom(forVerdict: rows, belowOutput: below)
            }
        }
        timeline = layout.panes.first { $0.pane == .timeline }.map { _, rect in
            TimelinePane(
                state: state,
                theme: theme,
                area: Self.inside(.timeline, rect),
                inspectorRows: layout.inspectorRows,
                hasParts: true,
                kept: memory.lanes,
                names: memory.names
            )
        }
        self.layout = layout
        self.code = code
        self.texts = texts
        for (pane, rect) in layout.panes {
            guard let text = texts[pane] else { continue }
            extents[pane] = extent(pane, count: text.count, Self.inside(pane, rect).size)
        }
    }

    private static func text(
        _ pane: Pane,
        _ state: LabState,
        _ theme: Theme,
        _ size: Size,
        _ memory: FrameMemory
    ) -> PaneText? {
        switch pane {
        case .lesson: PaneText(LessonPane(state: state, theme: theme).lines(width: size.width))
        case .output:
            comparison(state, theme, size)
                ?? OutputPane(state: state, theme: theme, kept: memory.output)
                .text(width: size.width)
        case .code, .timeline: nil
        }
    }

    /// What there is to say of the run goes below its output; how many rows of it there are.
    private static func appendFindings(
        to texts: inout [Pane: PaneText],
        _ state: LabState,
        _ theme: Theme,
        _ layout: Layout
    ) -> Int {
        guard let rect = layout.panes.first(where: { $0.pane == .output })?.rect else { return 0 }
        let width = inside(.output, rect).size.width
        let lines = FindingLines(state, theme: theme).linesBelow(width: width)
        texts[.output]?.append(lines)
        return lines.count
    }

    /// What became of the run, in the place of the output; nil where no two are compared.
    private static func comparison(_ state: LabState, _ theme: Theme, _ size: Size) -> PaneText? {
        state.comparison.map { comparison in
            let text = ComparisonText(
                comparison: comparison,
                names: state.runNames,
                theme: theme,
                selected: state.selectedPair.map { state.pairLanes[$0].pair },
                notes: state.comparisonNotes,
                isShort: size.height < 12
            )
            return PaneText(text.lines(width: size.width))
        }
    }

    /// What is inside a pane's border: code has a margin of its own.
    private static func inside(_ pane: Pane, _ rect: Rect) -> Rect {
        rect.inset(horizontal: pane == .code ? 1 : 2)
    }

    /// The screen.
    ///
    /// Where the terminal is too small, it says how large it needs to be.
    public func frame() -> Frame {
        var frame = Frame(size: size, title: title)
        guard let layout else {
            drawTooSmall(in: &frame)
            return frame
        }
        if state.contents != nil {
            ContentsPage(state: state, theme: theme).draw(in: &frame)
            HelpPane(state: state, theme: theme).draw(in: &frame)
            return frame
        }
        Header(state: state, theme: theme).draw(in: &frame, layout.header, tabs: layout.tabs)
        for (pane, rect) in layout.panes where pane != .output || !isInspecting {
            // Panes share their borders: where it stands above the output, its title comes first.
            if pane == .output { drawEventLoop(in: &frame, layout) }
            draw(pane, in: &frame, rect)
        }
        if isInspecting { drawInspector(in: &frame, layout) }
        if let rect = layout.verdict { drawVerdict(in: &frame, rect) }
        drawMore(in: &frame, layout)
        if !layout.tabs.isEmpty, layout.eventLoop == nil, layout.verdict == nil {
            drawShortVerdict(in: &frame, layout)
        }
        StatusLine(state: state, theme: theme).draw(in: &frame, layout.status)
        HelpPane(state: state, theme: theme).draw(in: &frame)
        return frame
    }

    /// How the timeline's axis stands on the screen; nil where there is none.
    public var timeExtent: TimeExtent? { timeline?.extent }

    private var title: String {
        switch state.subject {
        case .lesson(let lesson, _): "asynclab: \(lesson.title)"
        case .program(let program): "asynclab: \(program.fileName)"
        case .kept(let title, _): "asynclab: \(title)"
        }
    }

    private func drawTooSmall(in frame: inout Frame) {
        let smallest = Layout.smallest
        let text =
            "asynclab needs \(smallest.width) x \(smallest.height) cells; this terminal has "
            + "\(size.width) x \(size.height). Make it larger, or press q to quit."
        for (row, line) in TextWidth.wrapped(text, to: size.width).enumerated() {
            frame.write(line, at: Point(x: 0, y: row))
        }
    }

    // MARK: Panes

    /// Where the lesson is out of sight, the verdict stands below the output.
    private func drawVerdict(in frame: inout Frame, _ rect: Rect) {
        let inside = box(rect, "Answer", inFocus: false, in: &frame)
        let lesson = LessonPane(state: state, theme: theme)
        draw(lesson.verdict(width: inside.size.width), in: &frame, inside)
    }

    /// If there is no room for it, in one line in the output's border, beside what is said there of lines
    /// out of sight.
    private func drawShortVerdict(in frame: inout Frame, _ layout: Layout) {
        let isCut = extents[.output].map { $0.start < $0.limit } ?? false
        guard let rect = layout.panes.first(where: { $0.pane == .output })?.rect,
            let verdict = LessonPane(state: state, theme: theme)
                .shortVerdict(width: rect.size.width - (isCut ? 28 : 6))
        else { return }
        frame.write(
            " \(verdict.text) ",
            at: Point(x: rect.minX + 2, y: rect.maxY - 1),
            style: verdict.style,
            clippedTo: rect.inset(horizontal: 1, vertical: 0)
        )
    }

    private func draw(_ pane: Pane, in frame: inout Frame, _ rect: Rect) {
        let inside = Self.inside(pane, rect)
        let name = pane == .timeline ? timeline?.title ?? "" : name(pane)
        _ = box(rect, name, inFocus: state.focus == pane, in: &frame)
        guard let text = texts[pane] else {
            timeline?.draw(in: &frame)
            return
        }
        let start = extents[pane]?.start ?? 0
        draw(text.lines(from: start, height: inside.size.height), in: &frame, inside)
    }

    /// A pane stands where the learner scrolled it; else the code where the selected task is, the output
    /// at its end, with what is said below it in the lower half, the lesson where its verdict is, and all
    /// else at the start.
    private func extent(_ pane: Pane, count: Int, _ size: Size) -> ScrollExtent {
        let limit = max(0, count - size.height)
        let chosen =
            switch pane {
            case .output: preferredOutputStart(count: count, size)
            case .lesson:
                LessonPane(state: state, theme: theme)
                    .preferredStart(width: size.width, height: size.height)
            case .code: code?.preferredStart(height: size.height) ?? 0
            default: 0
            }
        return ScrollExtent(start: min(limit, state.scroll[pane] ?? chosen), limit: limit)
    }

    private func preferredOutputStart(count: Int, _ size: Size) -> Int {
        guard state.run?.failed != true, state.comparison == nil else { return 0 }
        let own = count - findingRows
        let fits = own + min(findingRows, Self.leastFindingRows) <= size.height
        return fits ? 0 : max(0, own - size.height / 2)
    }

    /// The inspector is in the place of the output.
    private var isInspecting: Bool {
        state.isInspecting && layout?.panes.contains { $0.pane == .output } == true
            && inspectedTask != nil
    }

    private var inspectedTask: TracedTask? {
        state.selectedTask.flatMap { state.run?.shown.trace.task($0) }
    }

    private func drawEventLoop(in frame: inout Frame, _ layout: Layout) {
        guard let rect = layout.eventLoop else { return }
        let pane = EventLoopPane(state: state, theme: theme)
        let inside = box(rect, pane.title, inFocus: false, in: &frame)
        draw(
            pane.lines(width: inside.size.width, height: inside.size.height),
            in: &frame,
            inside
        )
    }

    /// All about the selected task, in the place of the output and the event loop.
    private func drawInspector(in frame: inout Frame, _ layout: Layout) {
        guard let output = layout.panes.first(where: { $0.pane == .output })?.rect,
            let task = inspectedTask, let shown = state.run?.shown
        else { return }
        let loop = layout.eventLoop ?? output
        let rect = Rect(
            x: output.minX,
            y: min(output.minY, loop.minY),
            width: max(output.maxX, loop.maxX) - output.minX,
            height: output.maxY - min(output.minY, loop.minY)
        )
        let inside = box(rect, "Task \(task.title)", inFocus: false, in: &frame)
        let inspector = TaskInspector(
            task: task,
            moment: shown,
            theme: theme,
            fileName: state.program?.fileName,
            names: names
        )
        draw(
            inspector.lines(width: inside.size.width, height: inside.size.height),
            in: &frame,
            inside
        )
    }

    private func name(_ pane: Pane) -> String {
        switch pane {
        case .lesson: "Lesson"
        case .code: codeTitle
        case .timeline: "Timeline"
        case .output: state.comparison == nil ? "Output" : "Differences"
        }
    }

    private var codeTitle: String {
        let file = state.shownProgram?.fileName ?? "Program"
        if state.shownSolution != nil { return "\(file): a solution" }
        guard state.copy != nil else { return file }
        return file + (state.exercise == nil ? ": your copy" : ": your file")
    }

    private func draw(_ lines: [StyledLine], in frame: inout Frame, _ area: Rect) {
        for (row, line) in lines.prefix(area.size.height).enumerated() {
            line.draw(in: &frame, at: Point(x: area.minX, y: area.minY + row), clippedTo: area)
        }
    }

    /// Draws the border of a pane and returns what is inside of it.
    private func box(_ rect: Rect, _ title: String, inFocus: Bool, in frame: inout Frame) -> Rect {
        let style = inFocus && state.panes.count > 1 ? theme.borderInFocus : theme.border
        let titleStyle = inFocus && state.panes.count > 1 ? theme.titleInFocus : theme.title
        frame.box(rect, title: title, style: style, titleStyle: titleStyle, glyphs: theme.glyphs)
        return rect.inset(horizontal: 2)
    }

    /// Says in the borders how many lines are out of sight.
    ///
    /// It comes last, as panes share their borders.
    private func drawMore(in frame: inout Frame, _ layout: Layout) {
        for (pane, rect) in layout.panes {
            if pane == .output, isInspecting { continue }
            let hidden =
                extents[pane].map { (above: $0.start, below: $0.limit - $0.start) }
                ?? timeline?.hidden ?? (above: 0, below: 0)
            if hidden.above > 0 {
                drawMore("\(hidden.above) above", y: rect.minY, rect, in: &frame)
            }
            if hidden.below > 0 {
                drawMore(
                    "\(hidden.below) below",
                    y: rect.maxY - 1,
                    rect,
                    atLeft: pane == .timeline,
                    in: &frame
                )
            }
        }
    }

    private func drawMore(
        _ text: String,
        y: Int,
        _ rect: Rect,
        atLeft: Bool = false,
        in frame: inout Frame
    ) {
        // Above is on the right, below a little to the left: where two panes share a border, both
        // can be read. Below the timeline there are two panes with titles.
        let shift = y == rect.minY ? 2 : 14
        let right = max(rect.minX + 1, rect.maxX - shift - text.count - 2)
        let x = atLeft ? min(rect.minX + 16, right) : right
        frame.write(" \(text) ", at: Point(x: x, y: y), style: theme.dim, clippedTo: rect)
    }
}

extension RunState {
    /// One moment of it is on the screen, and stays there.
    var isHeld: Bool { isPaused || shown.isPast }

    /// It never ran.
    fileprivate var failed: Bool {
        if case .failed = phase { true } else { false }
    }
}
