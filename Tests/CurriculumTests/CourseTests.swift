import Curriculum
import Testing

@Suite("A course")
struct CourseTests {
    private func lesson(id: String, number: Int) -> String {
        teaLesson(
            frontMatter: "id: \(id)\nnumber: \(number)\ntitle: Tea\nminutes: 5",
            step: "id: boil"
        )
    }

    @Test("is all lessons in the order of their numbers, found by number, id or folder")
    func order() throws {
        let fixture = try LessonFixture([
            "100-milk/lesson.md": lesson(id: "milk", number: 100),
            "11-tea/lesson.md": lesson(id: "tea", number: 11),
            "02-cups/lesson.md": lesson(id: "cups", number: 2),
            "README.md": "Files are passed over.",
            ".hidden/lesson.md": "Hidden folders too.",
        ])
        let course = try Course.load(from: fixture.folder)
        #expect(course.lessons.map(\.id) == ["cups", "tea", "milk"])
        for name in ["2", "02", "cups", "02-cups"] {
            #expect(course.lesson(named: name)?.number == 2)
        }
        #expect(course.lesson(named: "3") == nil)
    }

    @Test("tells the problems of all its lessons")
    func problems() throws {
        let fixture = try LessonFixture([
            "01-tea/lesson.md": lesson(id: "tea", number: 1).replacing(
                "id: boil",
                with: "idd: boil"
            ),
            "02-cups/notes.md": "",
        ])
        #expect(
            fixture.problemsOfCourse() == [
                """
                Error: 01-tea/lesson.md:13: Unknown key 'idd' in a step.
                Why:   Known keys: id, run, threads, ask, choices, order, answer, find, measure, after, because, change, highlight, claims, chart.
                Next:  Did you mean 'id'?
                """,
                """
                Error: 01-tea/lesson.md:13: The key 'id' is missing in a step.
                Why:   It cannot be left out.
                Next:  Write 'id: a-name'.
                """,
                """
                Error: 02-cups/lesson.md:1: There is no such file.
                Why:   A lesson is a folder NN-name with a lesson.md.
                Next:  Write lesson.md, or remove the folder.
                """,
            ]
        )
    }

    @Test("has each number and each id once")
    func duplicates() throws {
        let fixture = try LessonFixture([
            "01-tea/lesson.md": lesson(id: "tea", number: 1),
            "01-cups/lesson.md": lesson(id: "cups", number: 1),
            "02-tea/lesson.md": lesson(id: "tea", number: 2),
        ])
        #expect(
            fixture.problemsOfCourse() == [
                """
                Error: 01-tea/lesson.md:3: The number 1 is taken.
                Why:   01-cups has it already.
                Next:  Give this lesson another number.
                """,
                """
                Error: 02-tea/lesson.md:2: The id 'tea' is taken.
                Why:   01-tea has it already.
                Next:  Give this lesson another id.
                """,
            ]
        )
    }

    @Test("cannot be read from a folder that is not there or holds no lesson")
    func noLessons() throws {
        let fixture = try LessonFixture(["README.md": ""])
        let missing = #expect(throws: LessonProblems.self) {
            try Course.load(from: "/no/such/folder")
        }
        #expect(
            missing?.description == """
                Error: /no/such/folder:1: There is no such folder.
                Why:   Lessons are read from a folder.
                Next:  Give the folder that holds NN-name folders.
                """
        )
        let empty = #expect(throws: LessonProblems.self) {
            try Course.load(from: fixture.folder)
        }
        #expect(
            empty?.description == """
                Error: \(fixture.folder):1: The folder holds no lesson.
                Why:   A lesson is a folder NN-name with a lesson.md.
                Next:  Make a folder such as 01-functions-that-can-pause.
                """
        )
    }

    @Test("of this project has no problem, not even a warning")
    func projectsLessons() throws {
        let project = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let course = try Course.load(from: "/\(project)/Lessons")
        #expect(course.lessons.isEmpty == false)
        #expect(course.warnings.map(\.description) == [])
    }
}
