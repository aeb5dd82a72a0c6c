/// What the preloaded library could take hold of in a program's Swift runtime.
public struct TraceFeatures: OptionSet, Hashable, Sendable {
    /// The bits as the header has them.
    public let rawValue: UInt32

    /// Features of these bits.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Jobs go through our executors, and sleeps are seen.
    public static let executors = TraceFeatures(rawValue: 1 << 0)
    /// Starts and ends of tasks are seen.
    public static let taskEvents = TraceFeatures(rawValue: 1 << 1)
    /// Creations are seen.
    public static let taskCreation = TraceFeatures(rawValue: 1 << 2)
    /// Jobs are seen to begin and end.
    public static let slices = TraceFeatures(rawValue: 1 << 3)
    /// What a suspended task waits for is known.
    public static let waits = TraceFeatures(rawValue: 1 << 4)
    /// Where a suspended task goes on is known.
    public static let places = TraceFeatures(rawValue: 1 << 5)
    /// Hops between executors are seen where no queue is in between.
    public static let hops = TraceFeatures(rawValue: 1 << 6)
    /// The program's own executors have names.
    public static let executorNames = TraceFeatures(rawValue: 1 << 7)
    /// A thread that stands still is seen, whatever it is in.
    public static let standstill = TraceFeatures(rawValue: 1 << 8)
    /// The first stretch of a `Task.immediate` is told from its creator's.
    public static let immediate = TraceFeatures(rawValue: 1 << 9)
    /// That `main` ended with an error is seen.
    public static let mainError = TraceFeatures(rawValue: 1 << 10)

    /// Data races are reported: only where they are looked for.
    public static let races = TraceFeatures(rawValue: 1 << 11)

    /// Each feature with what is not seen where it is missing.
    private static let words: [(TraceFeatures, String)] = [
        (.taskEvents, "tasks"), (.taskCreation, "creations"), (.slices, "ends of slices"),
        (.executors, "sleeps and threads of the pool"), (.waits, "what tasks wait for"),
        (.places, "lines of suspensions"), (.hops, "hops between executors"),
        (.executorNames, "names of actors"), (.standstill, "threads that stand still"),
        (.immediate, "starts of Task.immediate"), (.mainError, "errors that end main"),
    ]

    /// All of them: what is seen with a Swift that asynclab knows.
    public static let all = TraceFeatures(words.map(\.0))

    /// What cannot be seen, in words; empty where all can.
    public var unseen: [String] {
        Self.words.filter { !contains($0.0) }.map(\.1)
    }

    /// What these stand for, in one line; what follows from tasks is not told beside them.
    public var sentence: String {
        let ofTasks: TraceFeatures = [.taskCreation, .waits, .places, .hops, .immediate]
        let told = contains(.taskEvents) ? subtracting(ofTasks) : self
        return Self.words.filter { told.contains($0.0) }.map(\.1).joined(separator: ", ")
    }

    /// What cannot be seen, in one line; nil where all can.
    public var unseenSentence: String? {
        let unseen = unseen
        guard !unseen.isEmpty else { return nil }
        return "Not seen with the Swift runtime of this program: "
            + unseen.joined(separator: ", ") + "."
    }
}
