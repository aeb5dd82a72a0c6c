/// A time in one state.
///
/// It lasts until the next stretch of its task, or the task's end. It takes 24 bytes, as a run can have
/// millions of them.
public struct Stretch: Equatable, Sendable {
    /// When it began.
    public var from: Nanoseconds
    /// 0: none.
    private var placeNumber: UInt32 = 0
    private var executorNumber: UInt32 = 0
    /// The task that it waits for; 0: none.
    private var awaited: UInt32 = 0
    private var threadNumber: UInt16
    /// The state, and above its 3 bits the kind of the executor.
    private var stateAndExecutor: UInt8
    /// The call in 5 bits, and above them what it waits for.
    private var callAndWait: UInt8 = 0

    /// A stretch; what is not said is not known.
    public init(
        from: Nanoseconds,
        state: TaskState,
        thread: ThreadNumber = .main,
        executor: Executor? = nil,
        call: BlockingCall? = nil,
        wait: Wait? = nil,
        place: PlaceID? = nil
    ) {
        self.from = from
        threadNumber = thread.rawValue
        stateAndExecutor = state.rawValue
        self.executor = executor
        self.call = call
        self.wait = wait
        self.place = place
    }

    /// The state that it was in.
    public var state: TaskState {
        get { TaskState(rawValue: stateAndExecutor & 7) ?? .ready }
        set { stateAndExecutor = stateAndExecutor & ~7 | newValue.rawValue }
    }

    /// The thread it was on; meaningful while running or blocking.
    public var thread: ThreadNumber { ThreadNumber(rawValue: threadNumber) }

    /// Running: who runs it.
    ///
    /// Ready: whom it waits for. Nil where that is not known.
    public var executor: Executor? {
        get {
            switch stateAndExecutor >> 3 {
            case 1: .main
            case 2: .pool
            case 3: .actor(executorNumber)
            case 4: .custom(executorNumber)
            default: nil
            }
        }
        set {
            let kind: UInt8
            (kind, executorNumber) =
                switch newValue {
                case nil: (0, 0)
                case .main: (1, 0)
                case .pool: (2, 0)
                case .actor(let number): (3, number)
                case .custom(let number): (4, number)
                }
            stateAndExecutor = stateAndExecutor & 7 | kind << 3
        }
    }

    /// Blocking: the call, where it is known.
    public var call: BlockingCall? {
        get { BlockingCall(rawValue: UInt64(callAndWait & 31)) }
        set { callAndWait = callAndWait & ~31 | UInt8(newValue?.rawValue ?? 0) }
    }

    /// Suspended: what it waits for.
    public var wait: Wait? {
        get {
            switch callAndWait >> 5 {
            case 1: .unknown
            case 2: .task(TaskID(known: awaited))
            case 3: .continuation
            case 4: .group
            case 5: .executor
            case 6: .call
            default: nil
            }
        }
        set {
            let kind: UInt8
            (kind, awaited) =
                switch newValue {
                case nil: (0, 0)
                case .unknown: (1, 0)
                case .task(let task): (2, task?.rawValue ?? 0)
                case .continuation: (3, 0)
                case .group: (4, 0)
                case .executor: (5, 0)
                case .call: (6, 0)
                }
            callAndWait = callAndWait & 31 | kind << 5
        }
    }

    /// Suspended: where it will go on; running: where it went on; blocking: where the call is.
    public var place: PlaceID? {
        get { placeNumber == 0 ? nil : PlaceID(rawValue: placeNumber) }
        set { placeNumber = newValue?.rawValue ?? 0 }
    }

    /// True where `next` differs in nothing but its beginning.
    func isContinued(by next: Stretch) -> Bool {
        var continued = self
        continued.from = next.from
        return continued == next
    }
}
