import Glibc

/// A process to start.
struct Spawning {
    let arguments: [String]
    /// What differs from this process's own environment.
    let environment: [String: String]

    /// Starts it in a session of its own, on a terminal.
    func start(terminal: String) throws -> pid_t {
        try start { actions in
            // The first terminal that the leader of a session opens becomes its own.
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
    }

    /// Runs it to its end without a terminal, and gives what it wrote to standard output; `anyStatus`: also
    /// where it failed, and what it says of that is not shown.
    func output(anyStatus: Bool = false) throws -> String {
        var ends: [CInt] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw BenchmarkError("There is no pipe.") }
        defer { close(ends[0]) }
        let writeEnd = ends[1]
        let process: pid_t
        do {
            defer { close(writeEnd) }
            process = try start { actions in
                posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
                posix_spawn_file_actions_adddup2(&actions, writeEnd, 1)
                if anyStatus {
                    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
                }
            }
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = read(ends[0], &buffer, buffer.count), count > 0 {
            bytes += buffer[..<count]
        }
        var status: CInt = 0
        waitpid(process, &status, 0)
        let text = String(decoding: bytes, as: UTF8.self)
        guard status == 0 || anyStatus else {
            throw BenchmarkError("\(arguments[0]) failed: \(text)")
        }
        return text
    }

    private func start(
        _ prepare: (inout posix_spawn_file_actions_t) -> Void
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        prepare(&actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSID))
        let words = arguments.map { strdup($0) } + [nil]
        let variables = Self.variables(environment).map { strdup($0) } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let number = posix_spawnp(&process, arguments[0], &actions, &attributes, words, variables)
        guard number == 0 else {
            throw BenchmarkError("'\(arguments[0])': \(String(cString: strerror(number)))")
        }
        return process
    }

    private static func variables(_ changes: [String: String]) -> [String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables.merging(changes) { _, new in new }.map { "\($0.key)=\($0.value)" }
    }
}
