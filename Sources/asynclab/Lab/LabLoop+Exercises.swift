import Curriculum
import LabCore

/// The learner's exercises: checked, and begun again.
extension LabLoop {
    /// Checks a program in the background, reporting under this number.
    mutating func check(_ id: RunID, _ request: CheckRequest) {
        let inbox = inbox
        let check = LabCheck(request: request, installation: session.installation) {
            inbox.post(.checked(id, $0))
        }
        running[id] = Task.detached { await check.run() }
    }

    /// Makes the file of the exercise on the screen, and checks it where it was there already.
    mutating func beginWatching() {
        guard let request = state.editable else { return }
        guard state.copy == nil else { return handle(.commanded(.exercise(.check))) }
        do {
            try session.files.make(request)
        } catch {
            return handle(.noticed(Self.what(error)))
        }
        guard let program = session.files.read(request) else { return }
        handle(.copyRead(request.place, program, isSaved: false))
        handle(.noticed("Each save of this file is checked: \(program.path)"))
    }

    /// Gives the learner the starter again, and says where what they had is kept.
    mutating func reset(_ request: EditRequest) {
        guard let exercise = request.exercise else { return }
        do {
            let kept = try session.files.reset(exercise)
            guard let program = session.files.read(request) else { return }
            handle(.exerciseReset(request.place, program))
            let place = kept.map { " What you had is in \($0)" } ?? ""
            handle(.noticed("As at the start.\(place)"))
        } catch {
            handle(.noticed(Self.what(error)))
        }
    }

    /// What went wrong, in one line.
    static func what(_ error: any Error) -> String {
        (error as? CommandError)?.what ?? "\(error)"
    }
}
