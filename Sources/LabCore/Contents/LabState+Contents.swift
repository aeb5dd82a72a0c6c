public import Curriculum

extension LabState {
    /// The tutorial, at a lesson or where the learner stopped; nil where the course has no lessons.
    ///
    /// A lesson opens at a step, or where it was left.
    public init?(
        course: Course,
        progress: Progress,
        lesson: Lesson? = nil,
        step: Int? = nil
    ) {
        let stopped =
            lesson.map { ($0, step ?? progress.start(of: $0)) } ?? progress.lastPlace(in: course)
        guard let (lesson, step) = stopped ?? course.lessons.first.map({ ($0, 0) }) else {
            return nil
        }
        self.init(subject: .lesson(lesson, step: step))
        self.course = course
        self.progress = progress
        predictions = progress.guesses(in: lesson)
        answers = progress.answers(in: lesson)
    }

    /// The entries of the page of all lessons.
    public var contentsEntries: [ContentsEntry] {
        course?.entries(matching: contents?.query ?? "") ?? []
    }

    /// The chosen entry.
    public var selectedEntry: ContentsEntry? {
        let entries = contentsEntries
        guard let contents, entries.indices.contains(contents.selected) else { return nil }
        return entries[contents.selected]
    }

    /// There is no next step in this lesson.
    public var isAtLastStep: Bool {
        guard case .lesson(let lesson, let step) = subject else { return false }
        return step == lesson.steps.count - 1
    }

    /// Position of the first lesson behind this one that is not done; nil where there is none.
    public var nextLesson: Int? {
        guard let course else { return nil }
        return course.lessons.indices.dropFirst(lessonPosition + 1).first {
            progress.standing(in: course.lessons[$0]) != .done
        }
    }

    /// Position of this lesson in the course.
    private var lessonPosition: Int {
        guard case .lesson(let lesson, _) = subject else { return 0 }
        return course?.lessons.firstIndex { $0.id == lesson.id } ?? 0
    }

    /// Opens the page; at the end of a lesson at the next one, else at this one.
    mutating func showContents() {
        guard course != nil else {
            notice = "There are no lessons here. Type asynclab alone for the tutorial."
            return
        }
        helpPage = nil
        let next = isAtLastStep ? nextLesson : nil
        contents = Contents(query: "", selected: next ?? lessonPosition)
    }

    /// Does what was asked for on the page.
    mutating func obey(_ command: ContentsCommand) -> [LabEffect] {
        switch command {
        case .type(let character): look(for: (contents?.query ?? "") + String(character))
        case .erase where contents?.query.isEmpty != false: notice = "Nothing is typed yet."
        case .erase: look(for: String((contents?.query ?? "").dropLast()))
        case .move(let offset):
            let last = max(0, contentsEntries.count - 1)
            let wanted = (contents?.selected ?? 0) + offset
            let selected = min(last, max(0, wanted))
            if selected == contents?.selected {
                notice = offset < 0 ? "This is the first one." : "This is the last one."
            }
            contents?.selected = selected
        case .open: return openSelected()
        case .close:
            if contents?.query.isEmpty == false { look(for: "") } else { contents = nil }
        }
        return []
    }

    private mutating func look(for query: String) {
        // The key that begins a search elsewhere does no harm here.
        let query = query.first == "/" || query.first == " " ? String(query.dropFirst()) : query
        if query.isEmpty, contents?.query.isEmpty == true { notice = "Type what to look for." }
        let found = course?.firstEntry(matching: query) ?? 0
        contents = Contents(query: query, selected: query.isEmpty ? lessonPosition : found)
    }

    private mutating func openSelected() -> [LabEffect] {
        guard let course, let entry = selectedEntry, case .lesson(let here, _) = subject
        else {
            notice = "Nothing is found. Esc shows all lessons again."
            return []
        }
        contents = nil
        let lesson = course.lessons[entry.lesson]
        switch entry {
        case .step(_, let step): return enter(lesson, step: step)
        case .lesson:
            let isHere = lesson.id == here.id && progress.standing(in: lesson) != .done
            return isHere ? [] : enter(lesson, step: progress.start(of: lesson))
        }
    }

    /// Goes to a step, of this lesson or another one; what runs is stopped.
    mutating func enter(_ lesson: Lesson, step: Int) -> [LabEffect] {
        let stopped = stopUnderWay()
        hideSolutions()
        if case .lesson(let left, _) = subject, left.id != lesson.id {
            shelvedRuns[left.id] = runs.filter { !$0.value.phase.isUnderWay }
            runs = shelvedRuns[lesson.id] ?? [:]
            predictions = progress.guesses(in: lesson)
            answers = progress.answers(in: lesson)
            askedBeforeRun = []
            copies = [:]
        }
        subject = .lesson(lesson, step: step)
        focus = .lesson
        scroll = [:]
        selectedTask = nil
        isShowingPython = false
        draft = ""
        isRunPending = false
        selectTaskIfNone()
        return stopped
    }
}
