import Glibc

/// Programs that have the terminal while asynclab waits.
enum Foreground {
    /// Runs a program and waits for its end.
    ///
    /// Ctrl-C is meant for it alone.
    ///
    /// - Returns: its exit status, 127 where there is none by that name, and 128 more than the signal
    ///   that ended it.
    static func run(_ words: [String]) -> Int32 {
        let signals = [SIGINT, SIGQUIT].map { ($0, ignore($0)) }
        defer { for (number, action) in signals { restore(number, action) } }
        guard let process = start(words) else { return 127 }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }

    /// Starts it with the default handling of all signals.
    private static func start(_ words: [String]) -> pid_t? {
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
        let error = posix_spawnp(&process, words[0], nil, &attributes, pointers, environ)
        return error == 0 ? process : nil
    }

    /// - Returns: what was done about the signal before.
    private static func ignore(_ number: Int32) -> sigaction {
        var ignoring = sigaction()
        ignoring.__sigaction_handler.sa_handler = SIG_IGN
        var before = sigaction()
        sigaction(number, &ignoring, &before)
        return before
    }

    private static func restore(_ number: Int32, _ action: sigaction) {
        var action = action
        sigaction(number, &action, nil)
    }
}
