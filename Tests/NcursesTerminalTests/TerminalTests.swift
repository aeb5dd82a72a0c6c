import Glibc
import NcursesTerminal
import Screen
import Testing

/// A real terminal on a pseudo-terminal, in a process of its own.
@Suite(.timeLimit(.minutes(2)))
struct TerminalTests {
    /// Runs the program below on a terminal of 60x10, and `user` on the other side.
    ///
    /// Then checks that the terminal is as it was before.
    private func session(
        ends condition: ExitTest.Condition,
        user: @escaping @Sendable (PseudoTerminal) throws -> Void
    ) async throws {
        let pty = try PseudoTerminal(width: 60, height: 10)
        async let session: Void = PseudoTerminal.onThread {
            do {
                try pty.expect("60x10 last: nothing")
                guard !pty.isCooked else { throw PseudoTerminal.Failure.stillCooked }
                try user(pty)
                try pty.expect("␛[?1049l")
            } catch {
                pty.killProgram()
                throw error
            }
        }
        await #expect(processExitsWith: condition) { [path = pty.path as String] in
            await Program.run(on: path)
        }
        try await session
        pty.drain()
        #expect(pty.isCooked)
        #expect(pty.lastScreen.contains("␛[?25h"), "the cursor is visible")
    }

    @Test("A program draws, reads keys, and leaves the terminal as it was")
    func keys() async throws {
        try await session(ends: .success) { pty in
            pty.type("\u{1B}OA")
            try pty.expect("up")
            pty.type("é")
            try pty.expect("character(\"é\")")
            pty.type("\u{1B}[<0;5;3M")
            try pty.expect("mouse")
            pty.resize(width: 50, height: 8)
            try pty.expect("50x8")
            pty.type("q")
            try pty.expect("␛[H␛[2J")
            try pty.expect("␛[?1006;1000l")
            try pty.expect("␛]2;test␇")
        }
    }

    @Test("The terminal is asked for its background, and its answer is no key")
    func background() async throws {
        try await session(ends: .success) { pty in
            try pty.expect("␛]11;?␇")
            pty.type("\u{1B}]11;rgb:ffff/ffff/dddd\u{1B}\\")
            try pty.expect("recolored on light")
            // From here on Esc is Esc.
            pty.type("\u{1B}")
            try pty.expect("escape on light")
            pty.type("q")
        }
    }

    @Test("An Esc that comes before the answer is a key")
    func escape() async throws {
        try await session(ends: .success) { pty in
            pty.type("\u{1B}")
            try pty.expect("escape on unknown")
            pty.type("\u{1B}]11;rgb:00/00/00\u{07}")
            try pty.expect("recolored on dark")
            pty.type("q")
        }
    }

    @Test("The mouse can be given to the terminal, and taken again")
    func mouse() async throws {
        try await session(ends: .success) { pty in
            try pty.expect("␛[?1006;1000h")
            pty.type("m")
            try pty.expect("␛[?1006;1000l")
            pty.type("m")
            try pty.expect("␛[?1006;1000l␛[?1006;1000h")
            pty.type("q")
        }
    }

    @Test("Ctrl-C leaves the terminal as it was")
    func interrupt() async throws {
        try await session(ends: .exitCode(128 + SIGINT)) { $0.type("\u{03}") }
    }

    @Test("A crash leaves the terminal as it was and is still a crash")
    func crash() async throws {
        try await session(ends: .signal(SIGABRT)) { $0.type("!") }
    }

    @Test("A frame equal to the last one writes nothing")
    func still() async throws {
        try await session(ends: .success) { pty in
            pty.type("=")
            try pty.expect("<once><again>")
            pty.type("q")
        }
    }

    @Test("Without a terminal there is an error, not a screen")
    func noTerminal() async {
        await #expect(processExitsWith: .success) {
            await MainActor.run {
                close(0)
                do {
                    _ = try Terminal()
                    exit(1)
                } catch {
                    exit(error as? TerminalError == .inputIsNoTerminal ? 0 : 2)
                }
            }
        }
    }
}

/// What the process under test does: shows its size and the last key.
private enum Program {
    @MainActor
    static func run(on path: String) {
        PseudoTerminal.adopt(path: path)
        setenv("TERM", "xterm-256color", 1)
        setenv("LC_ALL", "C.UTF-8", 1)
        for name in ["NO_COLOR", "COLORTERM", "COLORFGBG"] { unsetenv(name) }
        guard let terminal = try? Terminal() else { exit(3) }
        var last = "nothing"
        while true {
            terminal.present(frame(terminal, last: last))
            var waits = [terminal.inputDescriptor, terminal.signalDescriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            _ = poll(&waits, 2, -1)
            if let signal = terminal.pendingSignal() {
                terminal.restore()
                exit(signal.exitStatus)
            }
            while let key = terminal.readKey() {
                switch key {
                case .character("q"):
                    terminal.restore()
                    exit(0)
                case .character("!"): abort()
                case .character("m"): terminal.useMouse(!terminal.hasMouse)
                case .character("="):
                    _ = write(1, "<once>", 6)
                    for _ in 0..<100 { terminal.present(frame(terminal, last: last)) }
                    _ = write(1, "<again>", 7)
                default: last = "\(key)"
                }
            }
        }
    }

    @MainActor
    private static func frame(_ terminal: Terminal, last: String) -> Frame {
        var frame = Frame(size: terminal.size, title: "test")
        let size = "\(terminal.size.width)x\(terminal.size.height)"
        frame.box(frame.bounds, glyphs: terminal.capabilities.glyphs)
        frame.write("\(size) last: \(last)", at: Point(x: 2, y: 2))
        if case let now = terminal.capabilities.background, last == "escape" || last == "recolored"
        {
            frame.write("\(last) on \(now)", at: Point(x: 2, y: 3))
        }
        return frame
    }
}
