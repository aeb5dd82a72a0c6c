import FoundationEssentials
import Glibc

/// The learner's editor: what VISUAL says, or EDITOR, or one of those that most machines have.
struct Editor {
    /// As the shell takes it, with arguments if it has any.
    let command: String

    private static let usual = ["editor", "nano", "vim", "vi", "emacs"]

    init?(environment: [String: String]) {
        let named = ["VISUAL", "EDITOR"].compactMap { environment[$0] }.first { !$0.isEmpty }
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

    /// The name of its executable.
    var name: String {
        let word = command.split(separator: " ").first ?? ""
        return word.split(separator: "/").last.map(String.init) ?? command
    }

    /// What is said to it so that it opens a file at a line.
    func arguments(file: String, line: Int) -> [String] {
        switch name {
        case "code", "code-insiders", "codium", "cursor", "vscodium": ["--goto", "\(file):\(line)"]
        case "hx", "helix", "subl", "zed": ["\(file):\(line)"]
        default: ["+\(line)", file]
        }
    }

    /// Runs it in the foreground of the terminal, which must have been lent, and waits for its end.
    ///
    /// - Returns: its exit status, 127 where the shell finds no such command.
    func run(file: String, line: Int) -> Int32 {
        // The shell takes the command apart, as everybody does who honours these variables.
        let words = ["sh", "-c", command + " \"$@\"", "sh"] + arguments(file: file, line: line)
        let pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var process: pid_t = 0
        guard posix_spawn(&process, "/bin/sh", nil, &attributes, pointers, environ) == 0 else {
            return 127
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }
}
