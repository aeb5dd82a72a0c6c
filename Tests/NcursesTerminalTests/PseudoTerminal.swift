import CNcurses
import Glibc
import Synchronization

/// The other side of a terminal: what a program under test draws on, and who types.
final class PseudoTerminal: Sendable {
    let path: String
    private let master: Int32
    /// Kept open, so that the terminal outlives its program.
    private let program: Int32
    private let seen = Mutex<[UInt8]>([])

    init(width: UInt16, height: UInt16) throws {
        var ends: (master: Int32, program: Int32) = (-1, -1)
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        // Not ttyname: tests that run at once would share its one buffer.
        var name = [CChar](repeating: 0, count: 64)
        guard openpty(&ends.master, &ends.program, nil, nil, &size) == 0,
            ttyname_r(ends.program, &name, name.count) == 0
        else { throw Failure.noTerminal(errno) }
        path = name.withUnsafeBufferPointer { name in
            String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        (master, program) = ends
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(program, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        close(master)
        close(program)
    }

    enum Failure: Error {
        case noTerminal(Int32)
        case stillCooked
        case neverCame(String, seen: String)
    }

    /// Everything that was written so far, control characters as pictures.
    var transcript: String {
        seen.withLock { bytes in
            String(
                String.UnicodeScalarView(
                    String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
                        $0.value < 0x20 ? Unicode.Scalar(0x2400 + $0.value) ?? $0 : $0
                    }
                )
            )
        }
    }

    /// What was written since the program last took the whole screen.
    var lastScreen: String {
        transcript.split(separator: "␛[?1049h").last.map { String($0) } ?? ""
    }

    /// Reads until the program has written `text` on its screen; throws after 30 s.
    func expect(_ text: String) throws {
        for _ in 0..<600 {
            if lastScreen.contains(text) { return }
            read(waiting: 50)
        }
        throw Failure.neverCame(text, seen: transcript)
    }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(master, bytes, bytes.count)
    }

    func resize(width: UInt16, height: UInt16) {
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    /// Ends the program that runs here, if one does.
    func killProgram() {
        let group = tcgetpgrp(master)
        if group > 1 { kill(-group, SIGKILL) }
    }

    /// Whether lines are edited and shown as they are typed, as a shell leaves them.
    var isCooked: Bool {
        var modes = termios()
        guard tcgetattr(master, &modes) == 0 else { return false }
        return modes.c_lflag & UInt32(ICANON) != 0 && modes.c_lflag & UInt32(ECHO) != 0
    }

    /// Reads what is left when the program has ended.
    func drain() {
        while read(waiting: 0) {}
    }

    /// Reads what is there, or comes within some milliseconds; false if nothing does.
    @discardableResult
    private func read(waiting milliseconds: Int32) -> Bool {
        var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        seen.withLock { $0 += buffer[..<count] }
        return true
    }

    /// Runs `body` on a thread of its own, so that it goes on while every thread of the pool waits.
    static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            let work = Work { continuation.resume(with: Result(catching: body)) }
            var thread = pthread_t()
            let argument = Unmanaged.passRetained(work).toOpaque()
            pthread_create(&thread, nil, runWork, argument)
            pthread_detach(thread)
        }
    }

    /// In a child process: makes this terminal the one that the process runs on.
    static func adopt(path: String) {
        setsid()
        let terminal = open(path, O_RDWR)
        _ = ioctl(terminal, UInt(TIOCSCTTY), 0)
        for descriptor in Int32(0)...1 { dup2(terminal, descriptor) }
    }
}

private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}

private func runWork(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else { return nil }
    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
