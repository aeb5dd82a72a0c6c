public import Curriculum

/// The page of all lessons: what is looked for, and which of the findings is chosen.
public struct Contents: Equatable, Sendable {
    /// What the learner has typed.
    public internal(set) var query = ""
    /// Position of the chosen entry.
    public internal(set) var selected = 0
}

/// What a learner can do on the page of all lessons.
public enum ContentsCommand: Hashable, Sendable {
    /// Look for more than before.
    case type(Character)
    case erase
    /// Choose the entry so many further down, or up.
    case move(Int)
    /// Open what is chosen.
    case open
    /// Give up looking, then go back.
    case close
}

/// A line of the page that can be opened; positions count from 0.
public enum ContentsEntry: Equatable, Sendable {
    /// A lesson of the course.
    case lesson(Int)
    /// A step of a lesson: what was looked for is in its title.
    case step(lesson: Int, step: Int)

    /// Position of the lesson.
    public var lesson: Int {
        switch self {
        case .lesson(let lesson), .step(let lesson, _): lesson
        }
    }
}

extension Course {
    /// What is found: all lessons, or those that hold every word of the query in their number, title
    /// or words, and below each lesson its steps whose titles do.
    ///
    /// Case does not count.
    public func entries(matching query: String) -> [ContentsEntry] {
        let words = query.searchWords
        guard !words.isEmpty else { return lessons.indices.map(ContentsEntry.lesson) }
        return lessons.enumerated().flatMap { index, lesson -> [ContentsEntry] in
            let steps = lesson.steps.indices.filter { lesson.steps[$0].title.holds(words) }
            guard lesson.contentsText.holds(words) || !steps.isEmpty else { return [] }
            return [.lesson(index)] + steps.map { .step(lesson: index, step: $0) }
        }
    }
}

extension Course {
    /// Position of the entry that is meant first: a lesson that is found by itself, or a step.
    func firstEntry(matching query: String) -> Int {
        guard let first = entries(matching: query).first else { return 0 }
        return lessons[first.lesson].contentsText.holds(query.searchWords) ? 0 : 1
    }
}

extension Lesson {
    fileprivate var contentsText: String {
        "\(number) \(title) \(id) " + words.map(\.term).joined(separator: " ")
    }
}

extension String {
    fileprivate var searchWords: [String] {
        lowercased().split(separator: " ").map(String.init)
    }

    fileprivate func holds(_ words: [String]) -> Bool {
        let text = lowercased()
        return words.allSatisfy { text.contains($0) }
    }
}
