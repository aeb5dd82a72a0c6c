import Curriculum
import FoundationEssentials
import Testing

@Suite("The chart of a step")
struct ChartTests {
    private func step(_ chart: String) -> String { "id: boil\nrun: boil.swift\nchart: \(chart)" }

    @Test("has a kind, what it is of, and what one sees in it")
    func chart() throws {
        let fixture = try LessonFixture([
            "03-tea/lesson.md": teaLesson(
                step: step("{kind: strip, of: delay, note: It grows.}")
            ),
            "03-tea/examples/boil.swift": "print(1)\n",
        ])
        let lesson = try Lesson.load(from: fixture.folder + "/03-tea")
        #expect(
            lesson.steps[0].chart == Chart(.strip, of: .delay, note: "It grows.", line: 15)
        )
    }

    @Test("is told, where a word is unknown or missing")
    func words() throws {
        #expect(
            try problems(teaLesson(step: step("{kind: pie, of: ready, note: All.}"))) == [
                """
                Error: 03-tea/lesson.md:15: 'pie' does not fit 'kind'.
                Why:   Known values: strip, histogram, bars.
                Next:  Write one of them.
                """
            ]
        )
        #expect(
            try problems(teaLesson(step: step("{kind: bars, of: redy, note: All.}"))).first?
                .contains("Did you mean 'ready'?") == true
        )
        #expect(
            try problems(teaLesson(step: step("{kind: bars, of: ready}"))).first?
                .contains("The key 'note' is missing in 'chart'.") == true
        )
        #expect(
            try problems(teaLesson(step: step("bars"))).first?.contains("'chart'") == true
        )
    }

    @Test("is told, where it has no bars, or stands without a program")
    func sense() throws {
        #expect(
            try problems(teaLesson(step: step("{kind: bars, of: delay, note: All.}"))) == [
                """
                Error: 03-tea/lesson.md:15: A chart of 'delay' has no bars.
                Why:   A bar is a task, and a task has several turns.
                Next:  Write 'kind: strip' or 'kind: histogram'.
                """
            ]
        )
        let alone = "id: boil\nchart: {kind: bars, of: ready, note: All.}"
        #expect(
            try problems(teaLesson(step: alone), programs: [:]).first?
                .contains("'chart' stands without 'run'") == true
        )
    }

    @Test("has all its words in CONTRIBUTING.md, and no others stand there")
    func documented() throws {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
        let path = root.joined(separator: "/") + "/CONTRIBUTING.md"
        let lines = try String(contentsOfFile: path, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let words = { (head: String) -> [String] in
            let table = lines.drop { !$0.contains("| `\(head)` |") }.dropFirst(2)
            return table.prefix { $0.hasPrefix("   | `") }.flatMap { row in
                let cell = row.split(separator: "|").dropFirst().first ?? ""
                return cell.split(separator: "`").filter { !$0.contains(" ") }.map(String.init)
            }
        }
        #expect(Set(words("kind")) == Set(Chart.Kind.allCases.map(\.rawValue)))
        #expect(Set(words("of")) == Set(Chart.Quantity.allCases.map(\.rawValue)))
    }
}
