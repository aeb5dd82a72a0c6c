import FoundationEssentials

/// The text of a file with line ends `\n`, nil where it cannot be read as UTF-8.
func textOfFile(_ path: String) -> String? {
    (try? String(contentsOfFile: path, encoding: .utf8))?.replacing("\r\n", with: "\n")
}

/// Names of what a folder holds, sorted, hidden files aside; nil where there is no such folder.
func namesInFolder(_ path: String) -> [String]? {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?
        .filter { !$0.hasPrefix(".") }
        .sorted()
}

func fileExists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
}

/// A path below a folder, whether or not the folder's path ends in a slash.
func path(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
}

/// The last component of a path, a slash at its end aside.
func lastComponent(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}

/// Reads the programs of a lesson from its folder `examples`.
struct ProgramFolder {
    static let lineLimit = 30
    static let columnLimit = 72

    let programs: [ProgramReference]

    init(lessonFolder: String, settings: ProgramSettings, log: ProblemLog) {
        let folder = path(lessonFolder, "examples")
        let fileNames = (namesInFolder(folder) ?? []).filter { $0.hasSuffix(".swift") }
        programs = fileNames.compactMap { fileName in
            let file = path(folder, fileName)
            guard let source = textOfFile(file) else {
                log.note(.unreadableFile, line: 1, file: file)
                return nil
            }
            return ProgramReference(
                name: String(fileName.dropLast(".swift".count)),
                path: file,
                source: source,
                settings: settings
            )
        }
        for program in programs {
            Self.noteSize(of: program, lineLimit: Self.lineLimit, log: log)
        }
    }

    /// The program with a file name.
    func program(file: String) -> ProgramReference? {
        programs.first { $0.fileName == file }
    }

    static func noteSize(of program: ProgramReference, lineLimit: Int, log: ProblemLog) {
        let lines = program.lines
        if lines.count > lineLimit {
            log.note(
                .longProgram(lines: lines.count, limit: lineLimit),
                line: lineLimit + 1,
                file: program.path
            )
        }
        for (index, line) in lines.enumerated() where line.count > columnLimit {
            log.note(
                .wideProgram(columns: line.count, limit: columnLimit),
                line: index + 1,
                file: program.path
            )
        }
    }
}
