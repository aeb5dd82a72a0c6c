import Curriculum
import FoundationEssentials
import Testing

@Suite("What authors are told of exercises")
struct ContributingTests {
    private let lines: [String]

    init() throws {
        let own = String(#filePath)
        let root = own.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let path = root.joined(separator: "/") + "/CONTRIBUTING.md"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let all = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let section = all.drop { $0 != "## Add an exercise" }.dropFirst()
        lines = Array(section.prefix { !$0.hasPrefix("## ") })
    }

    /// The starter of the examples.
    private let starter = """
        func load() async {}
        // TODO: more.
        func fetchAll() async { await load() }
        """

    private func fixture(_ check: String) throws -> LessonFixture {
        try cups(check: check, ["starter.swift": starter])
    }

    /// The words of the vocabulary with an example each.
    private var rows: [(key: String, example: String)] {
        lines.compactMap { line in
            let cells = line.split(separator: "|").map { cell in
                String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            guard cells.count == 3, cells[0].hasPrefix("`"), cells[1].hasPrefix("`") else {
                return nil
            }
            return (
                String(cells[0].dropFirst().dropLast()), String(cells[1].dropFirst().dropLast())
            )
        }
    }

    @Test("is an example of each word, which can be read")
    func examples() throws {
        #expect(rows.count == 21)
        for (key, example) in rows {
            #expect(example.hasPrefix(key + ": "))
            let exercise = try fixture(cupsCheck("- \(example)", settings: "threads: 2")).exercise()
            #expect(exercise.check.requirements.count == 1, "\(example)")
        }
    }

    @Test("is each word that there is")
    func complete() throws {
        let check = cupsCheck("- unknown: 1\n  makespan: 1", settings: "threads: 2")
        let problem = try fixture(check).problemsOfLesson().joined(separator: "\n")
        let known = try #require(
            problem.split(separator: "\n").first { $0.hasPrefix("Why:   Known keys: ") }
        )
        let words = known.dropFirst("Why:   Known keys: ".count).dropLast()
            .split(separator: ",").map { String($0.drop { $0 == " " }) }
        #expect(Set(rows.map(\.key)).union(["because", "line"]) == Set(words))
    }

    @Test("is a whole file, which can be read")
    func whole() throws {
        let block = lines.drop { $0 != "```yaml check.yml" }.dropFirst().prefix { $0 != "```" }
        let wrong = "one-after-another.swift"
        let changes: [String: String?] = [
            "starter.swift": starter, "wrong/a.swift": nil, "wrong/b.swift": nil,
            "wrong/c.swift": nil, "wrong/\(wrong)": "let a = 1",
        ]
        let fixture = try cups(check: block.joined(separator: "\n"), changes)
        let exercise = try fixture.exercise()
        #expect(exercise.check.given == ["load", "fetchAll"])
        #expect(exercise.check.requirements.count == 3)
        #expect(exercise.wrongAnswers.map(\.says) == ["The two sleeps have to overlap."])
        #expect(fixture.exerciseProblems() == ["Warn:  check.yml:1: There is 1 wrong answer."])
    }
}
