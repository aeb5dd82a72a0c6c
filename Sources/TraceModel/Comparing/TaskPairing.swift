/// Finds out which task of one run is which of the other.
///
/// Children of two tasks that are one another's are held against each other: first those of one name,
/// then those without a name that were created by the same line of source, then other unnamed ones;
/// each in the order of creation. A name that is left once on both sides is a pair wherever it stands.
struct TaskPairing {
    /// For each task of the run before, its position in the run now.
    private(set) var now: [Int?]
    /// For each task of the run now, its position in the run before.
    private(set) var before: [Int?]
    let family: TaskFamily
    let otherFamily: TaskFamily
    private var open: [(before: Int?, now: Int?)] = [(nil, nil)]

    init(_ before: Trace, _ now: Trace) {
        family = TaskFamily(before)
        otherFamily = TaskFamily(now)
        self.now = Array(repeating: nil, count: before.tasks.count)
        self.before = Array(repeating: nil, count: now.tasks.count)
        pairDescendants()
        pairByName(before, now)
        pairDescendants()
    }

    private mutating func pairDescendants() {
        while let parents = open.popLast() {
            let first = family.children(of: parents.before).filter { now[$0] == nil }
            let second = otherFamily.children(of: parents.now).filter { before[$0] == nil }
            pair(first, second) { $0.name.map(TaskKey.name) }
            pair(first, second) { $0.name == nil ? $0.line.map(TaskKey.line) : nil }
            pair(first, second) { $0.name == nil ? .unnamed : nil }
        }
    }

    /// Pairs, in their order, those that are alike and are still alone.
    private mutating func pair(
        _ first: [Int],
        _ second: [Int],
        by key: (TaskFamily.Member) -> TaskKey?
    ) {
        var waiting: [TaskKey: [Int]] = [:]
        for index in first.reversed() where now[index] == nil {
            if let key = key(family.members[index]) { waiting[key, default: []].append(index) }
        }
        for index in second where before[index] == nil {
            guard let key = key(otherFamily.members[index]), let other = waiting[key]?.popLast()
            else { continue }
            join(other, index)
        }
    }

    private mutating func pairByName(_ first: Trace, _ second: Trace) {
        let names = Self.single(first.tasks.indices.filter { now[$0] == nil }, first)
        let others = Self.single(second.tasks.indices.filter { before[$0] == nil }, second)
        for (index, task) in second.tasks.enumerated() {
            guard let name = task.name, others[name] == .some(index), let other = names[name] ?? nil
            else { continue }
            join(other, index)
        }
    }

    /// The position of each name; nil where several have it.
    private static func single(_ indices: [Int], _ trace: Trace) -> [String: Int?] {
        indices.reduce(into: [:]) { found, index in
            guard let name = trace.tasks[index].name else { return }
            found[name] = found[name] == nil ? .some(index) : .some(nil)
        }
    }

    private mutating func join(_ first: Int, _ second: Int) {
        now[first] = second
        before[second] = first
        open.append((first, second))
    }

    /// The tasks of both runs, parents before their children, in the order of the run now; what is gone
    /// stands where it was among its brothers.
    var order: [(before: Int?, now: Int?)] {
        var order: [(before: Int?, now: Int?)] = []
        var stack = merged(nil, nil).reversed() as [(before: Int?, now: Int?)]
        while let pair = stack.popLast() {
            order.append(pair)
            stack += merged(pair.before, pair.now).reversed()
        }
        return order
    }

    private func merged(_ first: Int?, _ second: Int?) -> [(before: Int?, now: Int?)] {
        // A task that is only in one run has no children in the other: nil means the outermost.
        let isRoot = first == nil && second == nil
        var gone = (first != nil || isRoot ? family.children(of: first) : [])[...]
        var rows: [(before: Int?, now: Int?)] = []
        for index in second != nil || isRoot ? otherFamily.children(of: second) : [] {
            if let own = before[index] {
                while let next = gone.first, next < own {
                    if now[next] == nil { rows.append((next, nil)) }
                    gone.removeFirst()
                }
            }
            rows.append((before[index], index))
        }
        return rows + gone.filter { now[$0] == nil }.map { ($0, nil) }
    }
}

/// What makes two tasks with the same parent alike.
private enum TaskKey: Hashable {
    case name(String)
    case line(String)
    case unnamed
}

/// The tasks of a run by their parents.
struct TaskFamily {
    struct Member {
        let name: String?
        /// The line of source that created it, where that is known: its text, or its number.
        let line: String?
    }

    let members: [Member]
    private var children: [Int?: [Int]] = [:]

    init(_ trace: Trace) {
        let source = trace.notes[.sourceText].map {
            $0.split(separator: "\n", omittingEmptySubsequences: false)
        }
        let positions = Dictionary(
            trace.tasks.enumerated().map { ($1.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var lines: [PlaceID: String] = [:]
        members = trace.tasks.map { task in
            guard task.name == nil, let place = task.createdAt else {
                return Member(name: task.name, line: nil)
            }
            if lines[place] == nil { lines[place] = Self.line(at: place, trace, source) }
            return Member(name: nil, line: lines[place])
        }
        for (index, task) in trace.tasks.enumerated() {
            children[task.parent.flatMap { positions[$0] }, default: []].append(index)
        }
    }

    func children(of parent: Int?) -> [Int] { children[parent] ?? [] }

    private static func line(
        at place: PlaceID,
        _ trace: Trace,
        _ source: [Substring]?
    ) -> String? {
        guard let line = trace.places.line(at: place) else { return nil }
        // The text is the same where lines above it have come or gone.
        if let source, source.indices.contains(line.line - 1) {
            return String(source[line.line - 1].filter { $0 != " " && $0 != "\t" })
        }
        return "\(line.fileName):\(line.line)"
    }
}
