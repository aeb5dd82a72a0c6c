internal import Glibc

/// Threads of the system that live as long as the process.
enum SystemThread {
    /// Starts one; false where the system gives none.
    ///
    /// Signals are for the other threads: only those are let through that its own mistakes raise.
    static func start(_ body: @escaping @Sendable () -> Never) -> Bool {
        let argument = Unmanaged.passRetained(Body(run: body))
        var (refused, before) = (sigset_t(), sigset_t())
        sigfillset(&refused)
        for own in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] {
            sigdelset(&refused, own)
        }
        // A thread begins with the signals of its maker.
        pthread_sigmask(SIG_SETMASK, &refused, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        guard pthread_create(&thread, nil, runBody, argument.toOpaque()) == 0 else {
            argument.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    fileprivate final class Body: Sendable {
        let run: @Sendable () -> Never

        init(run: @escaping @Sendable () -> Never) {
            self.run = run
        }
    }
}

private func runBody(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<SystemThread.Body>.fromOpaque(argument).takeRetainedValue().run()
}
