/// Jobs that could run, by priority: the most urgent first, in the order of arrival within one
/// priority.
///
/// Every now and then it is the least urgent one's turn, so that none waits for ever while others
/// yield to each other. Not safe to share: its owner locks.
struct ReadyQueue {
    /// One turn in so many is the least urgent job's; prime, so that it falls in with no pattern.
    private static let turnsPerLeastUrgent = 61

    private var lanes: [Lane] = []
    private var turn = 0

    private struct Lane {
        let priority: UInt8
        var jobs = RingBuffer<UnownedJob>()
    }

    /// Adds a job behind those of the same priority.
    mutating func append(_ job: UnownedJob, priority: UInt8) {
        var index = 0
        while index < lanes.count, lanes[index].priority > priority { index += 1 }
        if index == lanes.count || lanes[index].priority != priority {
            lanes.insert(Lane(priority: priority), at: index)
        }
        lanes[index].jobs.append(job)
    }

    /// Takes the next job, or nil where none is ready.
    mutating func popFirst() -> UnownedJob? {
        turn = (turn + 1) % Self.turnsPerLeastUrgent
        if turn == 0, lanes.count > 1 {
            for index in lanes.indices.reversed() {
                if let job = lanes[index].jobs.popFirst() { return job }
            }
        }
        for index in lanes.indices {
            if let job = lanes[index].jobs.popFirst() { return job }
        }
        return nil
    }
}

/// A first-in, first-out queue in one growing array.
struct RingBuffer<Element> {
    private var storage: [Element?] = Array(repeating: nil, count: 16)
    private var head = 0
    private var count = 0

    mutating func append(_ element: Element) {
        if count == storage.count { grow() }
        storage[(head + count) & (storage.count - 1)] = element
        count += 1
    }

    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = storage[head]
        storage[head] = nil
        head = (head + 1) & (storage.count - 1)
        count -= 1
        return element
    }

    /// Doubles the room; its size stays a power of two, so that a mask wraps positions.
    private mutating func grow() {
        var larger: [Element?] = Array(repeating: nil, count: storage.count * 2)
        for index in 0..<count {
            larger[index] = storage[(head + index) & (storage.count - 1)]
        }
        storage = larger
        head = 0
    }
}
