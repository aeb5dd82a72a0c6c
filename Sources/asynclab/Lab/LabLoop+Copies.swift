import Curriculum
import LabCore
import NcursesTerminal

/// The learner's own program: opened, watched, read.
extension LabLoop {
    /// Watches the copy of the step that is on the screen, and no other.
    mutating func lookAfterCopy() {
        let wanted = state.editable
        guard wanted?.place != watched?.place else { return }
        watching?.cancel()
        (watched, watching, fileEvents) = (wanted, nil, nil)
        guard let wanted else { return }
        let files = session.files
        // First watched, then read: no save is between.
        fileEvents = FileEvents(path: files.path(of: wanted))
        if let copy = files.read(wanted) {
            handle(.copyRead(wanted.place, copy, isSaved: false))
        }
        guard fileEvents == nil else { return }
        let watch = FileWatch(path: files.path(of: wanted))
        watching = Task.detached { [inbox] in
            await watch.follow { inbox.post(.copySaved(wanted.place)) }
        }
    }

    /// Reads the copy as it is now.
    mutating func readCopy(_ request: EditRequest) {
        guard let copy = session.files.read(request) else { return }
        handle(.copyRead(request.place, copy, isSaved: true))
    }

    /// Opens a file in the learner's editor: beside asynclab where the learner wants that and tmux can
    /// do it, else instead of asynclab, which then has the terminal again.
    ///
    /// - Returns: whether the editor has ended. Where it could not be opened, the screen says so.
    mutating func open(_ path: String, line: Int) -> Bool {
        let environment = session.installation.environment
        guard let editor = Editor(environment: environment) else {
            handle(.noticed("No editor is known: set EDITOR, or open \(path)"))
            return false
        }
        let isBeside = Editor.isWantedBeside(environment) && Editor.canBeBeside(environment)
        let status: Int32
        if isBeside {
            status = editor.openBeside(file: path, line: line, environment: environment)
        } else {
            terminal.suspendForChild()
            status = editor.run(file: path, line: line)
            terminal.resume()
        }
        if status != 0 {
            handle(.noticed("The editor '\(editor.name)' ended with status \(status)."))
        } else if isBeside {
            handle(.noticed("Beside: \(editor.name). Whenever you save, it is seen here."))
        }
        return status == 0 && !isBeside
    }

    /// Opens the learner's copy in their editor.
    mutating func edit(_ request: EditRequest) {
        let files = session.files
        let path = files.path(of: request)
        do {
            try files.make(request)
        } catch {
            let what = (error as? CommandError)?.what ?? "'\(path)' cannot be written."
            return handle(.noticed(what))
        }
        let before = files.read(request)
        guard open(path, line: request.line) else { return }
        readCopy(request)
        if files.read(request)?.source == before?.source, state.runUnderWay == nil,
            state.checkUnderWay == nil
        {
            let isExercise = request.exercise != nil
            let comes = isExercise ? "Each save is checked" : "Whenever you save your copy, it runs"
            handle(.noticed("Nothing is changed. \(comes): \(path)"))
        }
    }
}
