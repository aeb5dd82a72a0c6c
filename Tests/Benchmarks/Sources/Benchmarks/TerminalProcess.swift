import Glibc

/// Why something could not be measured.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// A process with a pseudoterminal of its own, which takes in all that is written to it.
final class TerminalProcess {
    let process: pid_t
    /// Just before the process was made.
    let started: UInt64
    /// All bytes so far.
    private(set) var bytes: [UInt8] = []
    private let master: CInt
    private var isRunning = true

    /// Starts a program in a session of its own, on a terminal of a size.
    init(
        _ arguments: [String],
        size: (width: UInt16, height: UInt16) = (120, 40),
        environment: [String: String] = [:]
    ) throws {
        master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0,
            let name = ptsname(master).map({ String(cString: $0) })
        else { throw BenchmarkError("There is no pseudoterminal.") }
        var extent = winsize(ws_row: size.height, ws_col: size.width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &extent)
        started = now()
        let variables = ["TERM": "xterm-256color"].merging(environment) { _, new in new }
        process = try Spawning(arguments: arguments, environment: variables).start(terminal: name)
    }

    deinit { end() }

    /// From here on only what comes is looked at.
    func forget() { bytes = [] }

    func type(_ keys: String) {
        let codes = Array(keys.utf8)
        _ = write(master, codes, codes.count)
    }

    /// Reads until `pattern` has come, and tells when; nil where it did not within `seconds`.
    func arrival(of pattern: String, within seconds: Double = 60) -> UInt64? {
        let wanted = Array(pattern.utf8)
        let deadline = now() + UInt64(seconds * 1e9)
        var searched = 0
        while true {
            let time = now()
            if find(wanted, from: searched) != nil { return time }
            searched = max(0, bytes.count - wanted.count)
            guard time < deadline, read(until: deadline) else { return nil }
        }
    }

    /// Reads for so long, or to the end.
    func read(seconds: Double) {
        let deadline = now() + UInt64(seconds * 1e9)
        while now() < deadline, read(until: deadline) {}
    }

    /// Reads once what comes before the deadline; false at the end.
    func read(until deadline: UInt64) -> Bool {
        var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        let left = Int64(deadline) - Int64(now())
        guard poll(&polled, 1, CInt(max(0, left / 1_000_000 + 1))) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        bytes += buffer[..<count]
        return true
    }

    /// Ends the process and what belongs to its session, and closes the terminal.
    func end() {
        guard isRunning else { return }
        isRunning = false
        kill(-process, SIGTERM)
        let deadline = now() + 3_000_000_000
        var status: CInt = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            if now() > deadline { kill(-process, SIGKILL) }
            _ = read(until: now() + 1_000_000)
        }
        close(master)
    }

    private func find(_ pattern: [UInt8], from start: Int) -> Int? {
        guard bytes.count >= pattern.count else { return nil }
        return (start...(bytes.count - pattern.count)).first { place in
            bytes[place] == pattern[0]
                && bytes[place..<(place + pattern.count)].elementsEqual(pattern)
        }
    }
}
