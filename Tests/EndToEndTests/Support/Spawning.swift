import Glibc

/// A process to start, with files for its output and nothing to read.
struct Spawning {
    let arguments: [String]
    let environment: [String: String]
    let output: String
    let errors: String

    struct Failure: Error {
        let executable: String
        let number: Int32
    }

    /// Starts it in a process group of its own, with all signals at their defaults.
    func start() throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let creating = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, creating, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, creating, 0o600)
        var attributes = Self.attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let number = posix_spawnp(&process, arguments[0], &actions, &attributes, words, variables)
        guard number == 0 else { throw Failure(executable: arguments[0], number: number) }
        return process
    }

    private static func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var all = sigset_t()
        var none = sigset_t()
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        return attributes
    }
}
