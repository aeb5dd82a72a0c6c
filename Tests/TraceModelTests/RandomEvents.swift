import TestSupport
import TraceModel

/// What the clocks of the threads show.
enum Clocks: CaseIterable {
    /// One time for all, which goes on.
    case one
    /// Each thread's own time goes on.
    case eachThread
    /// Anything.
    case wild
}

/// Events without sense.
struct RandomEvents {
    private var generator: SeededGenerator
    private var times: [Nanoseconds] = [0, 0, 0, 0]
    private let clocks: Clocks

    init(seed: UInt64, clocks: Clocks) {
        generator = SeededGenerator(seed: seed)
        self.clocks = clocks
    }

    mutating func next() -> TraceEvent {
        let thread = Int.random(in: 0..<4, using: &generator)
        return at(time(on: thread), on: UInt16(thread), fact())
    }

    private mutating func time(on thread: Int) -> Nanoseconds {
        let step = Nanoseconds.random(in: 0...5, using: &generator)
        switch clocks {
        case .one: times[0] += step
        case .eachThread: times[thread] += step
        case .wild: times[thread] = step < 3 ? step * 10 : generator.next()
        }
        return clocks == .one ? times[0] : times[thread]
    }

    private mutating func id() -> TaskID { TaskID(rawValue: .random(in: 1...6, using: &generator)) }
    private mutating func maybeID() -> TaskID? { Bool.random(using: &generator) ? id() : nil }
    private mutating func executor() -> Executor? {
        [nil, .main, .pool, .actor(2), .custom(1)].randomElement(using: &generator) ?? nil
    }

    private mutating func fact() -> TraceEvent.Fact {
        switch Int.random(in: 0..<14, using: &generator) {
        case 0: .created(id(), by: maybeID(), origin: .groupChild, name: nil)
        case 1, 2: .enqueued(id(), on: executor(), by: maybeID())
        case 3, 4: .started(id(), on: executor())
        case 5: .stopped(id())
        case 6:
            .ended(id(), threw: .random(using: &generator), cancelled: .random(using: &generator))
        case 7: .slept(maybeID(), timer: id(), until: generator.next())
        case 8: .timerFired(id())
        case 9: .yielded(id())
        case 10: .blocked(maybeID(), call: .usleep)
        case 11:
            .printed(
                maybeID(),
                stream: .standardOutput,
                text: Bool.random(using: &generator) ? "a" : "b\n"
            )
        case 12: .stopped(id(), for: .task(maybeID()))
        default: .unblocked(maybeID())
        }
    }
}
