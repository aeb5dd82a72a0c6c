import Curriculum

/// A lesson `03-tea` with the exercise `two-cups`; files can be given another text, or taken away.
func cups(
    check: String = cupsCheck("- makespan: 0.3"),
    _ changes: [String: String?] = [:],
    frontMatter: String = "exercises: [two-cups]"
) throws -> LessonFixture {
    var files: [String: String] = [
        "prompt.md": "# Two cups\n\nPour **both** at once:\n\n- the first\n- the second",
        "hints.md": "## Where to look\n\nAt `main`.\n\n## Which idea\n\nTasks.",
        "starter.swift": cupsStarter,
        "solution.swift": "let water = 1",
        "check.yml": check,
        "wrong/a.swift": "let a = 1", "wrong/b.swift": "let b = 1", "wrong/c.swift": "let c = 1",
    ]
    for (name, text) in changes { files[name] = text }
    var all = [
        "03-tea/lesson.md": teaLesson(
            frontMatter: "id: tea\nnumber: 3\ntitle: Tea\nminutes: 5\n\(frontMatter)",
            text: "Water.\n\n## Summary\n\n```yaml step\nid: summary\n```\n\nTea."
        ),
        "03-tea/examples/boil.swift": "let water = 1\n",
    ]
    for (name, text) in files { all["03-tea/exercises/two-cups/\(name)"] = text }
    return try LessonFixture(all)
}

let cupsStarter = """
    func pour(_ cup: Int) async {
        print("cup \\(cup)")
    }
    let kettle = 1
    // TODO: pour.
    """

/// A `check.yml` whose checks begin on line 4.
func cupsCheck(_ checks: String, settings: String = "given: [pour]") -> String {
    """
    \(settings)
    starter: It takes 0.60 s
    checks:
    \(checks)
    passed: Both.
    wrong: {a.swift: one, b.swift: two, c.swift: three}
    """
}

extension LessonFixture {
    /// The exercise of the lesson.
    func exercise() throws -> Exercise {
        let lesson = try Lesson.load(from: "\(folder)/03-tea")
        return lesson.exercises[0]
    }

    /// The first lines of all problems, without the exercise's folder.
    func exerciseProblems() -> [String] {
        problemsOfLesson().map { problem in
            let first = String(problem.split(separator: "\n")[0])
            return first.replacing("03-tea/exercises/two-cups/", with: "")
        }
    }
}
