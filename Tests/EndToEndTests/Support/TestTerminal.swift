import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// A terminal with something running in it: a tmux server that nobody else uses.
final class TestTerminal {
    let scratch: Scratch
    let footprint = Footprint()
    private let socket: String

    /// Columns and rows.
    typealias Size = (width: Int, height: Int)

    /// Opens a terminal with `asynclab` in it, lets `body` use it, and takes everything down, also
    /// where `body` throws.
    static func with(
        _ arguments: [String],
        size: Size = (120, 40),
        environment: [String: String] = [:],
        _ body: (TestTerminal) async throws -> Void
    ) async throws {
        let words = ([Installed.asynclab] + arguments).map(quoted).joined(separator: " ")
        // A shell tells the exit status: tmux does not always know it.
        let command = words + "; echo \"ended with $?.\"; exec sleep 600"
        try await open(command, size, environment, body)
    }

    /// Opens a terminal with a shell in it, whose prompt is `ready> ` and which knows `$ASYNCLAB`.
    static func withShell(
        environment: [String: String] = [:],
        _ body: (TestTerminal) async throws -> Void
    ) async throws {
        let own = ["PS1": "ready> ", "ASYNCLAB": Installed.asynclab]
        let variables = own.merging(environment) { _, new in new }
        try await open("exec bash --norc --noprofile", (120, 40), variables) { terminal in
            try await terminal.shows("ready>")
            try await body(terminal)
        }
    }

    private static func open(
        _ command: String,
        _ size: Size,
        _ environment: [String: String],
        _ body: (TestTerminal) async throws -> Void
    ) async throws {
        let terminal = try TestTerminal()
        do {
            try await terminal.start(command, size, environment)
            try await body(terminal)
        } catch {
            await terminal.close()
            throw error
        }
        await terminal.close()
    }

    private init() throws {
        scratch = try Scratch()
        socket = scratch.file("socket")
    }

    private func start(
        _ command: String,
        _ size: Size,
        _ environment: [String: String]
    ) async throws {
        // The server goes with this process, also where that is killed in the middle of a test.
        let settings = """
            set -g default-terminal tmux-256color
            set -g status off
            set -g escape-time 0
            run-shell -b "while kill -0 \(getpid()) 2>&-; do sleep 1; done; \
            tmux -S \(socket) kill-server"

            """
        var variables = Command.environment(scratch, footprint)
        variables["TERM"] = "tmux-256color"
        variables.merge(environment) { _, new in new }
        let assignments = variables.map { Self.quoted("\($0.key)=\($0.value)") }
        _ = try await tmux(
            "-u",
            "-f",
            try scratch.write(settings, to: "tmux.conf"),
            "new-session",
            "-d",
            "-x",
            "\(size.width)",
            "-y",
            "\(size.height)",
            "exec env -i \(assignments.joined(separator: " ")) sh -c \(Self.quoted(command))"
        )
    }

    private func close() async {
        let server = try? await run(["display-message", "-p", "#{pid}"]).output.trimmed
        _ = try? await run(["kill-server"])
        footprint.stamp()
        guard let server = server.flatMap(pid_t.init) else { return }
        if await !eventually(within: 5, { !Footprint.isAlive(server) }) { kill(server, SIGKILL) }
    }

    /// Closes the terminal under what runs in it.
    func hangUp() async throws { _ = try await tmux("kill-server") }

    /// Types keys by tmux's names: `Right`, `Escape`, `C-c`, `q`.
    func press(_ keys: String...) async throws {
        for key in keys { _ = try await tmux("send-keys", key) }
    }

    /// Types a line and Enter.
    func enter(_ line: String) async throws {
        _ = try await tmux("send-keys", "-l", line)
        _ = try await tmux("send-keys", "Enter")
    }

    func resize(to width: Int, _ height: Int) async throws {
        _ = try await tmux("resize-window", "-x", "\(width)", "-y", "\(height)")
    }

    /// The text on the screen, a line for each row.
    func screen() async throws -> String { try await tmux("capture-pane", "-p") }

    /// The same with its colours, as escape sequences.
    func coloredScreen() async throws -> String { try await tmux("capture-pane", "-p", "-e") }

    /// What tmux knows by this name: `cursor_flag`, `alternate_on`, `pane_pid` ...
    func value(_ name: String) async throws -> String {
        try await tmux("display-message", "-p", "#{\(name)}").trimmed
    }

    /// Waits until all of the texts are on the screen at once.
    func shows(_ texts: String..., location: SourceLocation = #_sourceLocation) async throws {
        let isShown = try await eventually {
            let screen = try await screen()
            return texts.allSatisfy(screen.contains)
        }
        try await require(isShown, "\(texts) never came", location)
    }

    /// Waits until a text is gone from the screen.
    func showsNoMore(_ text: String, location: SourceLocation = #_sourceLocation) async throws {
        let isGone = try await eventually { try await !screen().contains(text) }
        try await require(isGone, "'\(text)' stays", location)
    }

    /// Waits until what runs in the terminal has ended, and gives its exit status.
    func exitStatus(location: SourceLocation = #_sourceLocation) async throws -> String {
        var status = ""
        let hasEnded = try await eventually {
            let told = try await screen().firstMatch(of: /ended with (\d+)\./)
            status = told.map { String($0.1) } ?? ""
            return told != nil
        }
        try await require(hasEnded, "it does not end", location)
        return status
    }

    private func require(
        _ isRight: Bool,
        _ problem: String,
        _ location: SourceLocation
    ) async throws {
        let shown = try await screen()
        try #require(isRight, "\(problem). The screen:\n\(shown)", sourceLocation: location)
    }

    private func tmux(_ arguments: String...) async throws -> String {
        let result = try await run(arguments)
        try #require(result.ending == .exited(0), "tmux \(arguments): \(result.errors)")
        return result.output
    }

    /// Asks the server, which may be gone.
    private func run(_ arguments: [String]) async throws -> CommandResult {
        // Without the mark: the server outlives the command that starts it.
        let command = try Command(
            ["-S", socket] + arguments,
            executable: "tmux",
            environment: [Footprint.variable: ""]
        )
        return try await command.result(within: 30)
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

extension String {
    fileprivate var trimmed: String { split(whereSeparator: \.isNewline).joined() }
}
