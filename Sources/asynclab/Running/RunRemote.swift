import LabCore
import Synchronization
import TraceModel

/// Asks things of a program under the virtual clock: from any thread, and also before the program
/// has been compiled.
final class RunRemote: Sendable {
    private struct State {
        var file: TraceFile?
        var isPaused = false
        var pace: Pace
        /// How far it goes on though it is paused from the start.
        var beginning: ChoicePoint?
        var asked: @Sendable () -> Void = {}
    }

    private let state: Mutex<State>

    /// `upTo`: the choice to which the program, paused, is brought first.
    init(pace: Pace, upTo beginning: ChoicePoint? = nil) {
        let isPaused = beginning != nil
        state = Mutex(State(isPaused: isPaused, pace: pace, beginning: beginning))
    }

    /// From now on the program that writes this trace is asked; `asked` is told each time.
    func connect(to file: TraceFile, asked: @escaping @Sendable () -> Void) {
        state.withLock { state in
            state.file = file
            if let beginning = state.beginning { file.begin(by: beginning) }
            state.asked = asked
            file.setPace(state.pace.factor)
            file.setPaused(state.isPaused)
        }
    }

    func carryOut(_ control: RunControl) {
        state.withLock { state in
            switch control {
            case .pause, .resume:
                state.isPaused = control == .pause
                state.file?.setPaused(state.isPaused)
            case .step: state.file?.step()
            case .choose(let task): state.file?.choose(task)
            case .advance: state.file?.advance()
            case .pace(let pace):
                state.pace = pace
                state.file?.setPace(pace.factor)
            }
            state.asked()
        }
    }

    var isPaused: Bool { state.withLock { $0.isPaused } }
    var pace: Pace { state.withLock { $0.pace } }
}

/// The time that a program under the virtual clock may use while somebody watches it.
///
/// Pauses do not count, and neither does time in which virtual time passes at its pace: what counts
/// is the program's own, such as that of an endless loop.
struct TimeBudget {
    private static let pause = Duration.milliseconds(100)
    /// While the program is paused, no time is used.
    private static let longPause = Duration.seconds(1)

    let limit: Duration
    let remote: RunRemote
    let virtualNow: @Sendable () -> Nanoseconds

    /// Returns true when the time is over; false where the task is cancelled before.
    func isUsedUp() async -> Bool {
        var left = limit
        var last = virtualNow()
        while left > .zero {
            let pause = remote.isPaused ? Self.longPause : Self.pause
            guard (try? await Task.sleep(for: pause)) != nil else { return false }
            let now = virtualNow()
            let passes = now != last && remote.pace != .max
            last = now
            if !passes, !remote.isPaused { left -= Self.pause }
        }
        return true
    }
}
