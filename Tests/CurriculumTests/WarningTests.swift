import Curriculum
import Testing

@Suite("A warning")
struct WarningTests {
    @Test("is told: a program that is too long")
    func longProgram() throws {
        let fits = String(repeating: "print(1)\n", count: 30)
        #expect(try problems(teaLesson(), programs: ["boil.swift": fits]) == [])
        #expect(
            try problems(teaLesson(), programs: ["boil.swift": fits + "print(2)\n"]) == [
                """
                Warn:  03-tea/examples/boil.swift:31: The program has 31 lines.
                Why:   30 fit on a screen beside the timeline.
                Next:  Leave out what the step does not need.
                """
            ]
        )
    }

    @Test("is told: a line that is too wide")
    func wideProgram() throws {
        let fits = "// " + String(repeating: "ü", count: 69) + "\n"
        #expect(try problems(teaLesson(), programs: ["boil.swift": fits]) == [])
        #expect(
            try problems(teaLesson(), programs: ["boil.swift": "\n" + "/" + fits]) == [
                """
                Warn:  03-tea/examples/boil.swift:2: The line has 73 columns.
                Why:   72 fit beside the timeline.
                Next:  Break the line.
                """
            ]
        )
    }

    @Test("is told: a text of more rows than a small screen shows")
    func longText() throws {
        let sentence = String(repeating: "word ", count: 45)
        let fits = sentence + "\n\n" + sentence + "\n\n- a\n- b\n- c\n- d"
        #expect(try problems(teaLesson(text: fits)) == [])
        #expect(
            try problems(teaLesson(text: fits + "\n- e")) == [
                """
                Warn:  03-tea/lesson.md:10: The step's text takes 13 rows.
                Why:   12 fit on a small screen.
                Next:  Make two steps of it, or say less.
                """
            ]
        )
    }

    @Test("is told: a program that no step runs")
    func unusedProgram() throws {
        #expect(
            try problems(teaLesson(), programs: ["boil.swift": "", "pour.swift": ""]) == [
                """
                Warn:  03-tea/examples/pour.swift:1: No step runs the program.
                Why:   Each program of a lesson belongs to a step.
                Next:  Write 'run: ' and its name in a step, or remove the file.
                """
            ]
        )
    }

    @Test("leaves the lesson usable")
    func severity() throws {
        let fixture = try LessonFixture([
            "03-tea/lesson.md": teaLesson(step: "id: boil"), "03-tea/examples/boil.swift": "",
        ])
        let course = try Course.load(from: fixture.folder)
        #expect(course.warnings.map(\.severity) == [.warning])
        #expect(course.warnings == course.lessons[0].warnings)
    }
}
