/// Reads the folder of one lesson.
final class LessonReader {
    let folder: String
    /// The steps and programs that could be read, whatever else is wrong.
    private(set) var steps: [Step] = []
    private(set) var programs: [ProgramReference] = []
    private let forLearners: Bool
    private let log: ProblemLog

    init(folder: String, forLearners: Bool = false) {
        self.folder = folder
        self.forLearners = forLearners
        log = ProblemLog(file: path(folder, "lesson.md"))
    }

    var problems: [LessonProblem] { log.problems.inOrder }

    /// The lesson, with the lines that a course needs; nil where a mistake leaves none.
    func read() -> (lesson: Lesson, frontMatter: FrontMatter)? {
        guard fileExists(log.file) else {
            log.note(.missingLessonFile, line: 1)
            return nil
        }
        guard let source = textOfFile(log.file) else {
            log.note(.unreadableFile, line: 1)
            return nil
        }
        guard let text = LessonText(source, log: log) else { return nil }
        let frontMatter = FrontMatter(text.frontMatter, log: log)
        if let frontMatter { noteFolderName(frontMatter) }
        let body = LessonBody(
            MarkdownReader(log: log).read(text.body),
            title: frontMatter?.title,
            log: log
        )
        let programs = ProgramFolder(
            lessonFolder: folder,
            settings: frontMatter?.settings ?? ProgramSettings(),
            log: log
        )
        steps = steps(body.sections, programs)
        if let frontMatter { addExercises(frontMatter) }
        noteDuplicates(of: steps)
        self.programs = programs.programs
        guard let frontMatter, !problems.hasMistakes else { return nil }
        return (lesson(frontMatter, body, programs, steps), frontMatter)
    }

    /// Exercises are steps of their own, before the one that sums up.
    private func addExercises(_ frontMatter: FrontMatter) {
        let exercises = ExerciseReader.readAll(
            frontMatter.exercises,
            lessonFolder: folder,
            settings: frontMatter.settings,
            forLearners: forLearners,
            log: log
        )
        let place = steps.last?.program == nil ? max(0, steps.count - 1) : steps.count
        steps.insert(contentsOf: exercises.map { Step($0, line: $1) }, at: place)
    }

    private func noteDuplicates(of steps: [Step]) {
        var lines: [String: Int] = [:]
        for step in steps {
            if let first = lines[step.id] {
                log.note(.duplicateStep(id: step.id, firstLine: first), line: step.line)
            } else {
                lines[step.id] = step.line
            }
        }
    }

    private func lesson(
        _ frontMatter: FrontMatter,
        _ body: LessonBody,
        _ folder: ProgramFolder,
        _ steps: [Step]
    ) -> Lesson {
        Lesson(
            id: frontMatter.id,
            number: frontMatter.number,
            title: frontMatter.title,
            minutes: frontMatter.minutes,
            words: frontMatter.words,
            introduction: body.introduction,
            steps: steps,
            programs: folder.programs,
            folder: self.folder,
            warnings: problems
        )
    }

    private func steps(_ sections: [LessonSection], _ folder: ProgramFolder) -> [Step] {
        let reader = StepReader(folder: folder, log: log)
        let steps = sections.compactMap(reader.read)
        let used = Set(steps.compactMap { $0.program?.name })
        for program in folder.programs where !used.contains(program.name) {
            log.note(.unusedProgram, line: 1, file: program.path)
        }
        return steps
    }

    private func noteFolderName(_ frontMatter: FrontMatter) {
        let expected = Lesson.folderName(number: frontMatter.number, id: frontMatter.id)
        if lastComponent(of: folder) != expected {
            log.note(.wrongFolderName(expected: expected), line: frontMatter.idLine)
        }
    }
}

/// A lesson's body, cut at its headings.
struct LessonBody {
    private(set) var introduction: [TextBlock] = []
    private(set) var sections: [LessonSection] = []

    /// Cuts blocks into sections; `title` is that of the front matter, where it could be read.
    init(_ blocks: [MarkdownBlock], title: String?, log: ProblemLog) {
        var hasTitle = false
        for block in blocks {
            switch block.kind {
            case .heading(level: 1, let spans):
                let text = spans.plainText
                if let title, hasTitle || text != title {
                    log.note(.otherTitle(text, expected: title), line: block.line)
                }
                hasTitle = true
            case .heading(level: 2, let spans):
                sections.append(LessonSection(title: spans.plainText, line: block.line))
            default:
                add(block, log: log)
            }
        }
        let firstLine = blocks.first?.line ?? 1
        if !hasTitle { log.note(.missingTitle(expected: title ?? "The title"), line: firstLine) }
        if sections.isEmpty { log.note(.noSteps, line: blocks.last?.line ?? 1) }
    }

    private mutating func add(_ block: MarkdownBlock, log: ProblemLog) {
        if !sections.isEmpty {
            sections[sections.count - 1].blocks.append(block)
        } else if block.isFence(StepReader.blockName) {
            log.note(.misplacedStepBlock, line: block.line)
        } else if let text = block.textBlock(log: log) {
            introduction.append(text)
        }
    }
}

extension [TextSpan] {
    var plainText: String { map(\.text).joined() }
}
