import TraceModel

/// A search of a task by its name, while it is typed.
public struct NameSearch: Equatable, Sendable {
    /// What is typed so far.
    public internal(set) var text = ""
    /// The task that was selected before.
    let origin: TaskID?
    /// The pair that was gone to before, where runs are compared.
    let pair: PairChoice?
    /// The tasks that were folded before.
    let folded: Set<TaskID>
}

/// What can be asked for of a search.
public enum SearchCommand: Hashable, Sendable {
    case begin
    case type(Character)
    case erase
    /// The task that was found stays selected.
    case accept
    /// Back to what was selected before.
    case cancel
    /// The next task, or the one before, that the last search fits.
    case findNext
    case findPrevious
}

extension LabState {
    mutating func obey(_ command: SearchCommand) {
        guard let run, place(of: run.id) != nil else { return }
        switch command {
        case .begin:
            search = NameSearch(
                origin: selectedTask,
                pair: pairChoice,
                folded: run.picture.folded
            )
        case .type(let character):
            search?.text.append(character)
            findFromOrigin()
        case .erase:
            guard search?.text.isEmpty == false else { return obey(.cancel) }
            search?.text.removeLast()
            findFromOrigin()
        case .accept:
            guard let text = search?.text, !text.isEmpty else { return searchAgain() }
            lastSearch = text
            search = nil
            tellMatch()
        case .cancel: cancelSearch()
        case .findNext, .findPrevious: findAgain(isForward: command == .findNext)
        }
    }

    private mutating func cancelSearch() {
        guard let search else { return }
        (selectedTask, pairChoice) = (search.origin, search.pair)
        changePicture { $0.folded = search.folded }
        self.search = nil
    }

    /// Nothing was typed: what was searched last is meant, as in other programs.
    private mutating func searchAgain() {
        cancelSearch()
        guard lastSearch.isEmpty else { return findAgain(isForward: true) }
        notice = "Nothing was typed: / and a part of a task's name, or its number, then Enter."
    }

    private mutating func findAgain(isForward: Bool) {
        if let search {
            if !search.text.isEmpty { find(isForward: isForward, mayStay: false) }
            return
        }
        guard !lastSearch.isEmpty else {
            notice = "Nothing was searched yet: / searches a task by its name."
            return
        }
        find(isForward: isForward, mayStay: false)
        tellMatch()
    }

    /// Looks from where the search began, for what is typed now.
    private mutating func findFromOrigin() {
        let before = (selectedTask, pairChoice)
        (selectedTask, pairChoice) = (search?.origin, search?.pair)
        if !find(isForward: true, mayStay: true) { (selectedTask, pairChoice) = before }
    }

    /// Looks for a task from the selected one on, round and round; false where there is none.
    @discardableResult
    private mutating func find(isForward: Bool, mayStay: Bool) -> Bool {
        let matches = matches
        let start = selectedLane ?? 0
        let found =
            isForward
            ? matches.first { mayStay ? $0 >= start : $0 > start } ?? matches.first
            : matches.last { $0 < start } ?? matches.last
        guard let found else { return false }
        if comparison != nil {
            goToPair(found)
        } else if let task = run?.lanes[found].task {
            if task != selectedTask { scroll[.code] = nil }
            selectedTask = task
            unfold(to: found)
        }
        return true
    }

    /// Position of the lane that is looked at among all; of runs that are compared, of the pair.
    private var selectedLane: Int? {
        comparison == nil ? run?.lanes.firstIndex { $0.task == selectedTask } : selectedPair
    }

    /// Positions of the lanes that the text fits: it is a part of the name, or the number.
    ///
    /// Of runs that are compared, those of the pairs, also of the tasks that are gone.
    private var matches: [Int] {
        guard let run else { return [] }
        let text = (search?.text ?? lastSearch).lowercased()
        guard !text.isEmpty else { return [] }
        let number = UInt32(text.drop { $0 == "#" })
        func fits(_ task: TaskID?, _ title: String) -> Bool {
            number != nil && task?.rawValue == number || title.lowercased().contains(text)
        }
        if comparison != nil {
            return pairLanes.indices.filter {
                fits(pairLanes[$0].now?.task, pairLanes[$0].pair.title)
            }
        }
        return run.lanes.indices.filter { position in
            let task = run.trace.tasks[run.lanes[position].index]
            return fits(task.id, task.title)
        }
    }

    private mutating func tellMatch() {
        let matches = matches
        let selected = selectedLane
        guard let run, let at = matches.firstIndex(where: { $0 == selected }) else {
            notice = "No task is called '\(search?.text ?? lastSearch)'."
            return
        }
        let title =
            comparison == nil
            ? run.trace.tasks[run.lanes[matches[at]].index].title
            : pairLanes[matches[at]].pair.title
        notice = "\(title): \(at + 1) of \(matches.count) found; n the next, N the one before."
    }

    /// What the search has found so far, for the line in which it is typed.
    public var searchResult: String {
        guard search?.text.isEmpty == false, run != nil else { return "" }
        let matches = matches
        let selected = selectedLane
        let at = matches.firstIndex { $0 == selected }
        return at.map { "\($0 + 1) of \(matches.count)" } ?? "no task is called that"
    }
}
