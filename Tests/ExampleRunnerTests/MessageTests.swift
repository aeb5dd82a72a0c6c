import ExampleRunner
import Testing

@Suite("Error messages")
struct MessageTests {
    @Test(
        "say what, why and what to do, in at most three lines",
        arguments: [
            (
                RunnerError.compilerNotFound(named: nil),
                """
                Error: No Swift compiler was found.
                Why:   There is no 'swiftc' in PATH.
                Next:  Install Swift 6.2 or later (https://www.swift.org/install), or set ASYNCLAB_SWIFTC.
                """
            ),
            (
                .compilerNotFound(named: "/opt/x"),
                """
                Error: No Swift compiler was found.
                Why:   ASYNCLAB_SWIFTC is '/opt/x', which cannot be run.
                Next:  Set ASYNCLAB_SWIFTC to the path of swiftc, or unset it.
                """
            ),
            (
                .compilerTooOld(path: "/usr/bin/swiftc", version: "6.1.2"),
                """
                Error: Swift 6.1.2 is too old for asynclab.
                Why:   It was found as '/usr/bin/swiftc'.
                Next:  Install Swift 6.2 or later (https://www.swift.org/install), or set ASYNCLAB_SWIFTC.
                """
            ),
            (
                .compilerNotWorking(path: "/bin/x", reason: "it does not answer"),
                """
                Error: The Swift compiler '/bin/x' does not work.
                Why:   it does not answer.
                Next:  Install Swift 6.2 or later (https://www.swift.org/install), or set ASYNCLAB_SWIFTC.
                """
            ),
            (
                .sourceUnreadable(path: "a.swift", reason: "there is no such file"),
                """
                Error: 'a.swift' cannot be read.
                Why:   there is no such file.
                """
            ),
            (
                .nowhereToBuild(path: "/tmp", reason: "it is full"),
                """
                Error: There is no folder to build programs in.
                Why:   '/tmp': it is full.
                Next:  Set XDG_CACHE_HOME or TMPDIR to a folder that can be written.
                """
            ),
            (
                .supervisorNotStarted(path: "/x", reason: "it is not there"),
                """
                Error: '/x' cannot be started.
                Why:   it is not there.
                Next:  Install asynclab again.
                """
            ),
            (
                .supervisorLost(reason: "it ended with signaled(9)"),
                """
                Error: The run was lost: asynclab-supervisor ended early.
                Why:   it ended with signaled(9).
                Next:  Run it again.
                """
            ),
            (
                .programNotStarted(path: "/x", reason: "cannot start the program: No such file"),
                """
                Error: '/x' cannot be run.
                Why:   cannot start the program: No such file.
                """
            ),
            (
                .symbolizerNotFound,
                """
                Error: The lines of the program's code are not known.
                Why:   There is no 'llvm-symbolizer' beside swiftc, nor in PATH.
                Next:  Install the whole Swift toolchain, or LLVM's llvm-symbolizer.
                """
            ),
            (
                .symbolizerNotWorking(path: "/x", reason: "it ended with exited(1)"),
                """
                Error: The lines of the program's code are not known.
                Why:   '/x': it ended with exited(1).
                Next:  Install the whole Swift toolchain, or LLVM's llvm-symbolizer.
                """
            ),
        ] as [(RunnerError, String)]
    )
    func texts(_ error: RunnerError, _ text: String) {
        #expect(error.description == text)
    }

    @Test("come from a cache folder that the XDG rules name")
    func cacheFolder() {
        let home = RunnerPaths.cacheFolder(environment: ["HOME": "/home/a"])
        #expect(home == "/home/a/.cache/asynclab")
        let xdg = ["HOME": "/home/a", "XDG_CACHE_HOME": "/var/cache/a"]
        #expect(RunnerPaths.cacheFolder(environment: xdg) == "/var/cache/a/asynclab")
        let relative = ["HOME": "/home/a", "XDG_CACHE_HOME": "cache"]
        #expect(RunnerPaths.cacheFolder(environment: relative) == "/home/a/.cache/asynclab")
    }
}
