import FoundationEssentials

/// A lesson to begin with: each kind of step once, and all of it true.
struct NewLesson {
    let id: String
    let number: Int

    /// Lowercase words joined by hyphens.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
                !word.isEmpty && word.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 }
            }
    }

    var folderName: String { (number < 10 ? "0" : "") + "\(number)-\(id)" }

    private var title: String {
        let words = id.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// Writes the lesson's folder.
    func write(to folder: String) throws {
        let examples = "\(folder)/examples"
        try FileManager.default.createDirectory(
            atPath: examples,
            withIntermediateDirectories: true
        )
        try Data(lesson.utf8).write(to: URL(filePath: "\(folder)/lesson.md"))
        try Data(Self.program.utf8).write(to: URL(filePath: "\(examples)/tea.swift"))
    }

    private static let program = """
        // Tea and toast: the water boils while the bread is toasted.

        func wait(_ seconds: Double) async {
            try? await Task.sleep(for: .seconds(seconds))
        }

        @main
        struct Program {
            static func main() async {
                await withTaskGroup { group in
                    group.addTask(name: "tea") { await wait(0.6) }
                    group.addTask(name: "toast") { await wait(0.3) }
                }
                print("breakfast")
            }
        }

        """

    private var lesson: String {
        """
        ---
        id: \(id)
        number: \(number)
        title: \(title)
        minutes: 10
        words:
          breakfast: A word that the lesson teaches, and what it means.
        ---

        # \(title)

        ## A guess before the run

        ```yaml step
        id: how-long
        run: tea.swift
        ask: How long will the whole program take?
        choices: [0.3, 0.6, 0.9]
        measure: makespan
        because:
          0.3: The toast is done then, but the program also waits for the tea.
          0.6: The two waits overlap, and the tea takes longest.
          0.9: The two waits overlap. Nobody waits for the toast before the tea is made.
        highlight: [11, 12]
        claims:
          - makespan: 0.6
          - output: [breakfast]
        ```

        A step says one thing, in at most 12 lines. The learner guesses, runs the
        program, and sees what is so.

        ## A look at the picture

        ```yaml step
        id: first-to-end
        run: tea.swift
        ask: Select the task that ends first.
        find: first to end
        because: The toast needs 0.3 s only.
        claims:
          - ended: {task: toast, at: 0.3}
        ```

        Each row of the timeline is a task. Here the learner selects one.

        ## A change of the program

        ```yaml step
        id: a-slow-toaster
        run: tea.swift
        change:
          lines: 12
          solution: |
            group.addTask(name: "toast") { await wait(0.9) }
          goal:
            - makespan: 0.9
        ```

        Let the toast take 0.9 s. Which task does the program wait for then?

        ## Summary

        ```yaml step
        id: summary
        ```

        - At most five lines that are to be kept in mind.

        """
    }
}
