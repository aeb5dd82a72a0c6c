import FoundationEssentials

/// The learner's editor: what VISUAL says, or EDITOR, or one of those that most machines have.
struct Editor {
    /// As the shell takes it, with arguments if it has any.
    let command: String

    private static let usual = ["editor", "nano", "vim", "vi", "emacs"]

    init?(environment: [String: String]) {
        let named = ["VISUAL", "EDITOR"].compactMap { environment[$0] }
            .first { $0.contains { $0 != " " } }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        let found = Self.usual.first { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
        guard let command = named ?? found else { return nil }
        self.command = command
    }

    init(command: String) {
        self.command = command
    }

    /// Runs it in the foreground of the terminal, which must have been lent, and waits for its end.
    ///
    /// - Returns: its exit status, 127 where the shell finds no such command.
    func run(file: String, line: Int) -> Int32 {
        Foreground.run(shellWords(file: file, line: line))
    }
}

/// How it is called.
extension Editor {
    /// The name of its executable: of those in the command that are known, else the first.
    ///
    /// So `env LANG=C vim` and `flatpak run com.visualstudio.code` are known too.
    var name: String {
        let names = Self.words(of: command).map {
            $0.split(separator: "/").last.map(String.init) ?? $0
        }
        return names.first { Self.ways[$0] != nil } ?? names.first ?? command
    }

    /// How an editor is told a line.
    private enum Way {
        /// `+7 file`, as all do that are like vi, and many others.
        case plus
        /// `file:7`.
        case colon
        /// `--goto file:7`.
        case goto
        /// `--line 7 file`.
        case line
        /// Not at all: a number would be taken for a file.
        case none
    }

    private static let ways: [String: Way] = {
        let names: [(Way, String)] = [
            (
                .plus,
                "vi vim nvim vim.tiny vim.basic gvim nano pico emacs emacsclient micro kak joe ne"
            ),
            (.colon, "hx helix subl sublime_text zed zeditor lite-xl"),
            (.goto, "code code-insiders codium vscodium cursor windsurf code-oss"),
            (.goto, "com.visualstudio.code com.vscodium.codium"),
            (.line, "kate kwrite geany mousepad"),
            (.none, "ed red open xdg-open leafpad"),
        ]
        return names.reduce(into: [:]) { ways, entry in
            for name in entry.1.split(separator: " ") { ways[String(name)] = entry.0 }
        }
    }()

    /// What is said to it so that it opens a file at a line.
    func arguments(file: String, line: Int) -> [String] {
        switch Self.ways[name] ?? .plus {
        case .plus: ["+\(line)", file]
        case .colon: ["\(file):\(line)"]
        case .goto: ["--goto", "\(file):\(line)"]
        case .line: ["--line", "\(line)", file]
        case .none: [file]
        }
    }

    /// The shell takes the command apart, as everybody does who honours these variables.
    ///
    /// Ctrl-C is not meant for the shell: it waits for what the editor makes of it.
    private func shellWords(file: String, line: Int) -> [String] {
        ["/bin/sh", "-c", "trap : INT QUIT\n" + command + " \"$@\"", "sh"]
            + arguments(file: file, line: line)
    }

    /// The words of a command, with what is quoted in one.
    private static func words(of command: String) -> [String] {
        var words = [""]
        var quote: Character?
        var isEscaped = false
        for character in command {
            if isEscaped {
                words[words.count - 1].append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else if quote == nil, character == " " {
                words.append("")
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words.filter { !$0.isEmpty }
    }
}

/// Beside asynclab, in a terminal that tmux has split.
extension Editor {
    /// Whether the learner wants that: ASYNCLAB_SPLIT is 1.
    static func isWantedBeside(_ environment: [String: String]) -> Bool {
        environment["ASYNCLAB_SPLIT"] == "1"
    }

    /// Whether this is tmux.
    static func canBeBeside(_ environment: [String: String]) -> Bool {
        environment["TMUX"]?.isEmpty == false
    }

    /// Opens a file at a line in the other half of the terminal, and returns at once.
    ///
    /// - Returns: the exit status of tmux; 127 where there is no tmux, or not this editor.
    func openBeside(file: String, line: Int, environment: [String: String]) -> Int32 {
        guard isThere else { return 127 }
        // The new half has the environment of tmux, not ours.
        let path = "PATH=" + (environment["PATH"] ?? "/usr/bin:/bin")
        return Foreground.run(
            ["tmux", "split-window", "-h", "-c", file.parent, "env", path]
                + shellWords(file: file, line: line)
        )
    }

    /// Whether the shell finds its executable: in the other half nobody would see that it does not.
    private var isThere: Bool {
        let first = Self.words(of: command).first ?? ""
        // What only the shell can make out is left to it.
        guard !first.contains(where: { "$=~`".contains($0) }) else { return true }
        return Foreground.run(["/bin/sh", "-c", "command -v \"$1\" >/dev/null", "sh", first]) == 0
    }
}
