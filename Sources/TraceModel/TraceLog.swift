/// What a trace gathers in the order in which it happened: it grows at its end, and little changes there.
///
/// An earlier moment of the same run has the beginning of it in common with the whole, and only what it
/// ends with of its own. So going back copies nothing that has not changed since.
public struct TraceLog<Element: Equatable & Sendable>: RandomAccessCollection, Equatable, Sendable {
    private var shared: [Element] = []
    /// How many of the shared elements belong to this log.
    private var sharedCount = 0
    private var own: [Element] = []

    init() {}

    init(_ elements: [Element]) {
        own = elements
    }

    /// The first position.
    public var startIndex: Int { 0 }

    /// The position behind the last element.
    public var endIndex: Int { sharedCount + own.count }

    /// The element at a position; what is shared can't be changed.
    public internal(set) subscript(position: Int) -> Element {
        get { position < sharedCount ? shared[position] : own[position - sharedCount] }
        set { own[position - sharedCount] = newValue }
    }

    /// The last element; nil where there is none.
    public var last: Element? {
        own.last ?? (sharedCount > 0 ? shared[sharedCount - 1] : nil)
    }

    /// Adds an element; room is taken half at a time, as there are very many logs.
    mutating func append(_ element: Element) {
        if own.count == own.capacity { own.reserveCapacity(own.count + own.count / 2 + 2) }
        own.append(element)
    }

    /// Gives back the room that it has for more elements.
    mutating func close() {
        guard own.capacity > own.count else { return }
        own = own.withUnsafeBufferPointer { Array($0) }
    }

    /// Takes the last element away, which must not be a shared one.
    mutating func removeLast() {
        own.removeLast()
    }

    /// The log without its elements before `position`, which `whole(in:)` finds again.
    func end(from position: Int) -> TraceLog {
        var end = TraceLog(Array(self[position...]))
        end.sharedCount = position
        return end
    }

    /// The log of which this is the end; its beginning is that of a log that went on from there.
    func whole(in later: TraceLog) -> TraceLog {
        var whole = self
        whole.shared = later.sharedCount == 0 ? later.own : Array(later.prefix(sharedCount))
        return whole
    }

    /// Logs are equal whose elements are.
    public static func == (left: TraceLog, right: TraceLog) -> Bool {
        left.elementsEqual(right)
    }
}
