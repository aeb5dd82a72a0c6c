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
        (watched, watching) = (wanted, nil)
        guard let wanted else { return }
        let files = session.files
        if let copy = files.read(wanted) {
            handle(.copyRead(wanted.place, copy, isSaved: false))
        }
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

    /// Gives the terminal to the learner's editor, and takes it again.
    mutating func edit(_ request: EditRequest) {
        let files = session.files
        let path = files.path(of: request)
        do {
            try files.make(request)
        } catch {
            let what = (error as? CommandError)?.what ?? "'\(path)' cannot be written."
            return handle(.noticed(what))
        }
        guard let editor = Editor(environment: session.installation.environment) else {
            return handle(.noticed("No editor is known: set EDITOR, or open \(path)"))
        }
        let before = files.read(request)
        terminal.suspendForChild()
        let status = editor.run(file: path, line: request.line)
        terminal.resume()
        guard status == 0 else {
            return handle(.noticed("The editor '\(editor.name)' ended with status \(status)."))
        }
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
