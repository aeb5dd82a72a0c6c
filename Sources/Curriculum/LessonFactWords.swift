/// The three parts of a problem's text.
struct ProblemWords {
    let what: String
    let why: String
    let next: String

    init(_ what: String, why: String, next: String) {
        self.what = what
        self.why = why
        self.next = next
    }
}

/// The one place that turns facts into words.
extension LessonFact {
    var words: ProblemWords {
        fileWords ?? yamlWords ?? bodyWords ?? stepWords ?? exerciseWords ?? authorWords ?? runWords
            ?? warningWords
    }

    private var fileWords: ProblemWords? {
        switch self {
        case .missingFolder:
            ProblemWords(
                "There is no such folder.",
                why: "Lessons are read from a folder.",
                next: "Give the folder that holds NN-name folders."
            )
        case .missingLessonFile:
            ProblemWords(
                "There is no such file.",
                why: "A lesson is a folder NN-name with a lesson.md.",
                next: "Write lesson.md, or remove the folder."
            )
        case .unreadableFile:
            ProblemWords(
                "The file cannot be read.",
                why: "Files of a lesson are text in UTF-8.",
                next: "Save it as UTF-8, and make it readable."
            )
        case .noLessons:
            ProblemWords(
                "The folder holds no lesson.",
                why: "A lesson is a folder NN-name with a lesson.md.",
                next: "Make a folder such as 01-functions-that-can-pause."
            )
        case .wrongFolderName(let expected):
            ProblemWords(
                "The folder's name is not the lesson's number and id.",
                why: "Number and id of this lesson make '\(expected)'.",
                next: "Rename the folder, or change number or id."
            )
        case .missingProgram(let file, let available):
            ProblemWords(
                "There is no program '\(file)'.",
                why: available.isEmpty
                    ? "The folder examples holds no .swift file."
                    : "The folder examples holds: \(available.joined(separator: ", ")).",
                next: suggestion(for: file, among: available) ?? "Write examples/\(file)."
            )
        case .duplicateLesson(let key, let value, let first):
            ProblemWords(
                "The \(key) \(value) is taken.",
                why: "\(first) has it already.",
                next: "Give this lesson another \(key)."
            )
        default: nil
        }
    }

    private var yamlWords: ProblemWords? {
        switch self {
        case .missingFrontMatter:
            ProblemWords(
                "The front matter is missing.",
                why: "A lesson starts with id, number, title and minutes between two lines '---'.",
                next: "Write '---' as the first line, then 'id: the-lessons-name'."
            )
        case .unclosedFrontMatter:
            ProblemWords(
                "The front matter does not end.",
                why: "No second line '---' follows.",
                next: "Write '---' on a line of its own after the last key."
            )
        case .unreadableYAML(let message):
            ProblemWords(
                "This is not YAML.",
                why: "\(message).",
                next: "Write 'key: value' lines; put a text with ': ' or '#' in quotes."
            )
        case .duplicateKey(let key):
            ProblemWords(
                "The key '\(key)' stands there twice.",
                why: "A key has one value.",
                next: "Remove one of the two."
            )
        case .unknownKey(let key, let place, let known):
            ProblemWords(
                "Unknown key '\(key)' in \(place).",
                why: "Known keys: \(known.joined(separator: ", ")).",
                next: suggestion(for: key, among: known) ?? "Remove it."
            )
        case .missingKey(let key, let place, let example):
            ProblemWords(
                "The key '\(key)' is missing in \(place).",
                why: "It cannot be left out.",
                next: "Write '\(example)'."
            )
        case .wrongValue(let key, let value, let expected):
            ProblemWords(
                "'\(value)' does not fit '\(key)'.",
                why: "The value has to be \(expected.name).",
                next: "Write '\(expected.example(for: key))'."
            )
        case .unknownValue(let key, let value, let known):
            ProblemWords(
                "'\(value)' does not fit '\(key)'.",
                why: "Known values: \(known.joined(separator: ", ")).",
                next: suggestion(for: value, among: known) ?? "Write one of them."
            )
        default: nil
        }
    }

    private var bodyWords: ProblemWords? {
        switch self {
        case .missingTitle(let expected):
            ProblemWords(
                "The title is missing.",
                why: "The text starts with the title of the front matter.",
                next: "Write '# \(expected)' before the first step."
            )
        case .otherTitle(let title, let expected):
            ProblemWords(
                "The title '\(title)' is not that of the front matter.",
                why: "A lesson has one title.",
                next: "Write '# \(expected)', once."
            )
        case .noSteps:
            ProblemWords(
                "The lesson has no steps.",
                why: "Each heading '## ...' starts a step.",
                next: "Write '## The first step' and its step block."
            )
        case .unsupportedMarkdown(let element):
            ProblemWords(
                "A terminal cannot show \(element).",
                why: "Text is paragraphs, lists, quotes, listings and headings.",
                next: "Say it in a paragraph or a list."
            )
        case .unknownBlock(let info):
            ProblemWords(
                "'\(info)' names no kind of block.",
                why: "A step's block is '```yaml step', its Python is '```python'.",
                next: suggestion(for: info, among: [StepReader.blockName, StepReader.pythonName])
                    ?? "Write '```yaml step'."
            )
        default: nil
        }
    }

    private var stepWords: ProblemWords? {
        switch self {
        case .missingStepBlock(let title):
            ProblemWords(
                "The step '\(title)' has no step block.",
                why: "It says the step's id, at least.",
                next: "Write '```yaml step', 'id: a-name' and '```' under the heading."
            )
        case .misplacedStepBlock:
            ProblemWords(
                "The step block is not the first thing of its step.",
                why: "A step has one block, right under its heading.",
                next: "Move it there, or join it with the one that is there."
            )
        case .duplicateStep(let id, let firstLine):
            ProblemWords(
                "The step id '\(id)' is taken.",
                why: "The step at line \(firstLine) has it already.",
                next: "Give this step another id."
            )
        case .keyWithoutKey(let key, let needs):
            ProblemWords(
                "'\(key)' stands without '\(needs)'.",
                why: "It says nothing without '\(needs)'.",
                next: "Write '\(needs): ...' too, or remove '\(key)'."
            )
        case .tooFewChoices(let count):
            ProblemWords(
                "The question has too few choices: \(count).",
                why: "A question has 2 to 9.",
                next: "Write 'choices: [0.5, 1.5, 2.5]' under 'ask'."
            )
        case .tooManyChoices(let count):
            ProblemWords(
                "The question has too many choices: \(count).",
                why: "Each has a key from 1 to 9.",
                next: "Keep the choices that people make."
            )
        case .duplicateChoice(let choice):
            ProblemWords(
                "The choice '\(choice)' stands there twice.",
                why: "Only one choice can be right.",
                next: "Remove one of the two."
            )
        case .unknownChoice(let choice, let known):
            ProblemWords(
                "'because' explains '\(choice)', which is no choice.",
                why: "The choices are: \(known.joined(separator: ", ")).",
                next: suggestion(for: choice, among: known) ?? "Write one of them."
            )
        case .keyBesideKey(let key, let other):
            ProblemWords(
                "'\(key)' and '\(other)' do not go together.",
                why: "A step asks in one way, or has its program changed.",
                next: "Remove one of the two, or make two steps."
            )
        case .measureOfOtherKind(let key, let example):
            ProblemWords(
                "The measure has no answers for '\(key)'.",
                why: key == "order"
                    ? "Only a list has an order." : "Only times and counts are typed.",
                next: "Write '\(example)', or 'choices: ...' instead of '\(key)'."
            )
        case .barsOfTurns:
            ProblemWords(
                "A chart of 'delay' has no bars.",
                why: "A bar is a task, and a task has several turns.",
                next: "Write 'kind: strip' or 'kind: histogram'."
            )
        case .lineOutsideProgram(let line, let purpose, let file, let lines):
            ProblemWords(
                "There is no line \(line) to \(purpose).",
                why: "\(file) has \(lines) lines.",
                next: "Write a line from 1 to \(lines)."
            )
        default: nil
        }
    }

    private var warningWords: ProblemWords {
        switch self {
        case .longProgram(let lines, let limit):
            ProblemWords(
                "The program has \(lines) lines.",
                why: "\(limit) fit on a screen beside the timeline.",
                next: "Leave out what the step does not need."
            )
        case .wideProgram(let columns, let limit):
            ProblemWords(
                "The line has \(columns) columns.",
                why: "\(limit) fit beside the timeline.",
                next: "Break the line."
            )
        case .longText(let rows, let limit):
            ProblemWords(
                "The step's text takes \(rows) rows.",
                why: "\(limit) fit on a small screen.",
                next: "Make two steps of it, or say less."
            )
        default:
            ProblemWords(
                "No step runs the program.",
                why: "Each program of a lesson belongs to a step.",
                next: "Write 'run: ' and its name in a step, or remove the file."
            )
        }
    }
}

func suggestion(for word: String, among known: [String]) -> String? {
    nearMiss(of: word, among: known).map { "Did you mean '\($0)'?" }
}
