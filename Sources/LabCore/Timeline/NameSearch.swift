import TraceModel

/// A search of a task by its name, while it is typed.
public struct NameSearch: Equatable, Sendable {
    /// What is typed so far.
    public internal(set) var text = ""
    /// The task that was selected before.
    let origin: TaskID?
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
            search = NameSearch(origin: selectedTask, folded: run.picture.folded)
        case .type(let character):
            search?.text.append(character)
            find(from: search?.origin, isForward: true, mayStay: true)
        case .erase:
            guard search?.text.isEmpty == false else { return obey(.cancel) }
            search?.text.removeLast()
            find(from: search?.origin, isForward: true, mayStay: true)
        case .accept:
            guard let text = search?.text, !text.isEmpty else { return obey(.cancel) }
            lastSearch = text
            search = nil
            tellMatch()
        case .cancel: cancelSearch()
        case .findNext, .findPrevious: findAgain(isForward: command == .findNext)
        }
    }

    private mutating func cancelSearch() {
        guard let search else { return }
        selectedTask = search.origin
        changePicture { $0.folded = search.folded }
        self.search = nil
    }

    private mutating func findAgain(isForward: Bool) {
        if let search {
            if !search.text.isEmpty {
                find(from: selectedTask, isForward: isForward, mayStay: false)
            }
            return
        }
        guard !lastSearch.isEmpty else {
            notice = "Nothing was searched yet: / searches a task by its name."
            return
        }
        find(from: selectedTask, isForward: isForward, mayStay: false)
        tellMatch()
    }

    /// Looks for a task from one on, round and round.
    private mutating func find(from origin: TaskID?, isForward: Bool, mayStay: Bool) {
        let matches = matches
        guard !matches.isEmpty, let lanes = run?.lanes else { return }
        let start = lanes.firstIndex { $0.task == origin } ?? 0
        let found =
            isForward
            ? matches.first { mayStay ? $0 >= start : $0 > start } ?? matches.first
            : matches.last { $0 < start } ?? matches.last
        guard let found else { return }
        if lanes[found].task != selectedTask { scroll[.code] = nil }
        selectedTask = lanes[found].task
        unfold(to: found)
    }

    /// Positions of the lanes that the text fits: it is a part of the name, or the number.
    private var matches: [Int] {
        guard let run else { return [] }
        let text = (search?.text ?? lastSearch).lowercased()
        guard !text.isEmpty else { return [] }
        let number = UInt32(text.drop { $0 == "#" })
        return run.lanes.indices.filter { position in
            let task = run.trace.tasks[run.lanes[position].index]
            return task.id.rawValue == number || task.title.lowercased().contains(text)
        }
    }

    private mutating func tellMatch() {
        let matches = matches
        guard let run, let at = matches.firstIndex(where: { run.lanes[$0].task == selectedTask })
        else {
            notice = "No task is called '\(search?.text ?? lastSearch)'."
            return
        }
        let title = run.trace.tasks[run.lanes[matches[at]].index].title
        notice = "\(title): \(at + 1) of \(matches.count) found; n the next, N the one before."
    }

    /// What the search has found so far, for the line in which it is typed.
    public var searchResult: String {
        guard search?.text.isEmpty == false, let run else { return "" }
        let matches = matches
        let at = matches.firstIndex { run.lanes[$0].task == selectedTask }
        return at.map { "\($0 + 1) of \(matches.count)" } ?? "no task is called that"
    }
}
