import TraceModel

// Looking closely at a run's time, and going to its moments.

extension LabState {
    mutating func obey(_ command: TimelineCommand) {
        guard let run, let place = place(of: run.id), !run.trace.tasks.isEmpty else {
            notice = noPicture
            return
        }
        if let refusal = refusal(command) {
            notice = refusal
            return
        }
        // Output stands beside the picture; other panes may hide it.
        if focus != .output { focus = .timeline }
        selectTaskIfNone()
        let before = run.placeInTime
        carryOut(command, run, place)
        // Where gaps are folded, places in time are others.
        guard command != .undo, command != .foldGaps, let after = runs[place]?.placeInTime,
            after != before
        else {
            return
        }
        runs[place]?.trail.leave(before, by: command)
    }

    private mutating func carryOut(_ command: TimelineCommand, _ run: RunState, _ place: RunPlace) {
        switch command {
        case .move(let cells): move(by: cells, run, place)
        case .goToEvent(let isNext, let ofAll): goToEvent(isNext: isNext, ofAll: ofAll, run, place)
        case .goToStart:
            if run.isAtStart { notice = startNotice }
            showStart(of: run, place)
        case .goToEnd:
            if run.past == nil { notice = endNotice(run) }
            show(.max, of: run, at: place)
        case .zoomIn: zoom(isIn: true, at: run.shown.now, run, place)
        case .zoomOut: zoom(isIn: false, at: run.shown.now, run, place)
        case .zoom(let isIn, let time): zoom(isIn: isIn, at: time, run, place)
        case .fit:
            if run.window == nil { notice = "The whole run is shown." }
            runs[place]?.window = nil
        case .pan(let isRight): pan(isRight: isRight, run, place)
        case .undo: undo(run, place)
        case .point(let task, let time):
            if let task { select(task) }
            if let time { show(time, of: run, at: place) }
        case .toggleThreads: toggleThreads()
        case .fold: fold()
        case .foldAll: foldAll()
        case .foldGaps: foldGaps()
        case .search(let command): obey(command)
        }
    }

    private var noPicture: String {
        switch run?.phase {
        case .compiling, .starting, .running: return "The program has made no task yet."
        case .failed: return "The program did not run."
        case .ended: return "The program made no tasks."
        case nil: break
        }
        return program == nil
            ? "This step has no program to run." : "There is no run to look at: r runs the program."
    }

    private var startNotice: String { "This is the start of the run." }

    private func endNotice(_ run: RunState) -> String {
        run.phase.isUnderWay
            ? "This is now: more comes as the program runs." : "This is the end of the run."
    }

    // MARK: The cursor

    private mutating func move(by cells: Int, _ run: RunState, _ place: RunPlace) {
        let window = window(of: run)
        let time = run.shown.now
        if cells > 0, run.past == nil {
            notice = endNotice(run)
        } else if cells < 0, time == 0 {
            // At one time there can be many events: the start is before the first.
            if run.isAtStart { notice = startNotice }
            showStart(of: run, place)
        } else if let column = window.column(of: run.drawn(time)), column + cells >= 0 {
            show(run.end(ofColumn: column + cells, window), of: run, at: place)
        } else {
            // To the left of what is shown.
            let shift = UInt64(cells.magnitude) * window.cell
            let drawn = run.drawn(time)
            show(drawn > shift && cells < 0 ? run.real(drawn - shift) : 0, of: run, at: place)
        }
    }

    /// Shows the run as it was before anything happened.
    private mutating func showStart(of run: RunState, _ place: RunPlace) {
        if run.history == nil { show(0, of: run, at: place) } else { show(0, at: 0, place) }
    }

    /// Shows the run as it was at a time; at its end, or behind that, what is known of it last.
    private mutating func show(_ time: Nanoseconds, of run: RunState, at place: RunPlace) {
        guard let history = run.history, time < run.now else {
            runs[place]?.past = nil
            follow(run.now, place)
            return
        }
        show(history.events.count(at: time), at: time, place)
    }

    private mutating func show(_ events: Int, at time: Nanoseconds, _ place: RunPlace) {
        // Out of the state, so that nothing of it is copied.
        guard var run = runs.removeValue(forKey: place) else { return }
        run.show(after: events, at: time)
        runs[place] = run
        follow(time, place)
    }

    /// The picture, the code and the output go where the cursor is.
    private mutating func follow(_ time: Nanoseconds, _ place: RunPlace) {
        if let run = runs[place], let window = run.window {
            runs[place]?.window = window.showing(run.drawn(time), of: timeExtent.cells)
        }
        scroll[.output] = nil
        scroll[.code] = nil
    }

    private mutating func select(_ task: TaskID) {
        if task != selectedTask { scroll[.code] = nil }
        selectedTask = task
    }

    private mutating func goToEvent(
        isNext: Bool,
        ofAll: Bool,
        _ run: RunState,
        _ place: RunPlace
    ) {
        guard let history = run.history else { return }
        let task = ofAll ? nil : selectedTask
        let shown = run.shown
        let found =
            isNext
            ? run.past.flatMap { history.event(from: $0.events, of: task, in: run.trace) }
            : history.event(before: shown, of: task, in: run.trace)
        guard let found else {
            let whose = task.flatMap { run.trace.task($0) }.map { " to \($0.title)" } ?? ""
            notice = "Nothing happens\(whose) \(isNext ? "after" : "before") this."
            return
        }
        // Where a task was ready already, being enqueued is no news of its state.
        show(found.position, at: history.events.time(after: found.position), place)
        let before = runs[place]?.shown.trace.task(found.task)?.state
        show(found.position + 1, at: history.events.time(after: found.position + 1), place)
        select(found.task)
        let words = found.event.fact.words(
            for: found.task,
            from: before,
            in: runs[place]?.shown.trace
        )
        notice = "#\(found.task.rawValue) \(run.trace.task(found.task)?.title ?? "") \(words)."
    }

    // MARK: The window

    /// The part of a run's time that is on the screen.
    private func window(of run: RunState) -> TimeWindow {
        run.window ?? TimeWindow(from: 0, cell: fittingCell(run))
    }

    private func fittingCell(_ run: RunState) -> Nanoseconds {
        timeExtent.fittingCell > 0
            ? timeExtent.fittingCell : run.drawn(run.now) / UInt64(timeExtent.cells) + 1
    }

    private mutating func zoom(
        isIn: Bool,
        at time: Nanoseconds,
        _ run: RunState,
        _ place: RunPlace
    ) {
        let window = window(of: run)
        if isIn, window.cell == 1 {
            notice = "A cell is one nanosecond: closer is not to be had."
            return
        }
        let cell = isIn ? max(1, window.cell / 2) : window.cell * 2
        guard cell < fittingCell(run) else {
            if run.window == nil { notice = "The whole run is shown: z looks closer." }
            runs[place]?.window = nil
            return
        }
        let time = run.drawn(time)
        let column = window.column(of: time)
        // What is out of sight can't be looked at more closely: then the middle is.
        let isInSight = column.map { $0 < timeExtent.cells } ?? false
        let anchor = isInSight ? time : window.end(ofColumn: timeExtent.cells / 2)
        runs[place]?.window = window.zoomed(to: cell, at: anchor)
            .clamped(to: run.drawn(run.now), of: timeExtent.cells)
    }

    private mutating func pan(isRight: Bool, _ run: RunState, _ place: RunPlace) {
        guard let window = run.window else {
            notice = "The whole run is shown: z looks closer."
            return
        }
        let half = max(1, timeExtent.cells / 2)
        let end = run.drawn(run.now)
        let moved = window.moved(by: isRight ? half : -half, of: timeExtent.cells, until: end)
        if moved == window { notice = isRight ? endNotice(run) : startNotice }
        runs[place]?.window = moved
    }

    private mutating func undo(_ run: RunState, _ place: RunPlace) {
        guard let before = runs[place]?.trail.goBack(from: run.placeInTime) else {
            notice = "Nothing to take back: this is where you began."
            return
        }
        if let cursor = before.cursor {
            show(cursor.events, at: cursor.time, place)
        } else {
            runs[place]?.past = nil
        }
        runs[place]?.window = before.window
    }
}

extension RunState {
    fileprivate var placeInTime: TimelineTrail.Place {
        TimelineTrail.Place(
            window: window,
            cursor: past.map { TimelineTrail.Cursor(events: $0.events, time: $0.now) }
        )
    }

    /// Nothing has happened yet at the moment that is shown.
    fileprivate var isAtStart: Bool { past?.events == 0 || history == nil && now == 0 }

    /// The part that is looked at closely holds the end of what is known.
    func showsNow(of cells: Int) -> Bool {
        guard past == nil, phase.isUnderWay, let window else { return false }
        return window.showing(drawn(now), of: cells) == window
    }

    /// Goes on with the program.
    mutating func turnPage(of cells: Int) {
        window = window?.showing(drawn(now), of: cells)
    }

    /// The last moment of a cell of a window.
    fileprivate func end(ofColumn column: Int, _ window: TimeWindow) -> Nanoseconds {
        guard let folding = picture.folding else { return window.end(ofColumn: column) }
        let end = window.end(ofColumn: column)
        return end == .max ? .max : max(1, folding.real(end + 1)) - 1
    }
}
