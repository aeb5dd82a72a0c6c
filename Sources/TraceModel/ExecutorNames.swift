/// The program's own executors by the names of their types, told apart where one type has several.
struct NamedExecutors: Equatable, Sendable {
    private(set) var types: [Executor: String] = [:]
    /// Of its type the how manieth, from 1, in the order in which they were first used.
    private var numbers: [Executor: Int] = [:]
    private var counts: [String: Int] = [:]

    mutating func add(_ executor: Executor, _ type: String) {
        guard types.updateValue(type, forKey: executor) != type else { return }
        let count = counts[type, default: 0] + 1
        counts[type] = count
        numbers[executor] = count
    }

    /// `Counter`, or `Counter 2` where there are several of that type.
    func name(of executor: Executor) -> String? {
        guard let type = types[executor] else { return nil }
        guard let number = numbers[executor], counts[type, default: 0] > 1 else { return type }
        return "\(type) \(number)"
    }
}

extension Trace {
    /// The types of the program's own executors.
    public var executorNames: [Executor: String] { namedExecutors.types }

    /// The actors that have been used and whose type is known, in the order of first use.
    public var actors: [Executor] {
        executorNames.keys.compactMap { executor in
            if case .actor(let number) = executor { number } else { nil }
        }.sorted().map { .actor($0) }
    }

    /// An executor by one word or two: main, pool, or its type's name, with a number where there are
    /// several of that type.
    public func name(of executor: Executor) -> String {
        switch executor {
        case .main: "main"
        case .pool: "pool"
        case .actor(0): "actor"
        case .actor(let number): namedExecutors.name(of: executor) ?? "actor \(number)"
        case .custom(let number): namedExecutors.name(of: executor) ?? "executor \(number)"
        }
    }

    /// An executor within a sentence.
    public func phrase(for executor: Executor) -> String {
        switch executor {
        case .main: "the main actor"
        case .pool: "a thread of the pool"
        case .actor(0): "an actor"
        case .actor: "the actor \(name(of: executor))"
        case .custom: "the executor \(name(of: executor))"
        }
    }

    /// Takes in what a later moment of the same run knows better: lines of source, and which executors
    /// there are.
    public mutating func learn(from later: Trace) {
        places.learn(later.places.knownLines)
        namedExecutors = later.namedExecutors
    }
}
