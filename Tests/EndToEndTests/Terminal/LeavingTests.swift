import FoundationEssentials
import Glibc
import TestSupport
import Testing

extension EndToEnd {
    @Suite("The terminal is given back as it was")
    struct LeavingTests {
        /// In a shell: keeps the terminal's settings, runs an endless program in asynclab until its
        /// lanes move, leaves by `leave`, and compares.
        private func expectRestored(
            status: Int32,
            environment: [String: String] = [:],
            after leave: (TestTerminal, _ asynclab: pid_t) async throws -> Void
        ) async throws {
            try await TestTerminal.withShell(environment: environment) { terminal in
                try await terminal.enter("stty -a > '\(terminal.scratch.file("before"))'")
                try await terminal.enter("$ASYNCLAB run '\(Installed.program("ticking"))'")
                try await terminal.shows("1 main", "tick")
                let asynclab = try #require(
                    terminal.footprint.processes(running: "asynclab").first {
                        !terminal.footprint.processes(running: "asynclab-supervisor").contains($0)
                    }
                )
                try await leave(terminal, asynclab)
                try await terminal.shows("ready>")
                try await terminal.enter("echo \"left with $?\"")
                try await terminal.shows("left with \(status)\n")
                try await expectAsBefore(terminal)
            }
        }

        private func expectAsBefore(_ terminal: TestTerminal) async throws {
            try await terminal.enter("stty -a > '\(terminal.scratch.file("after"))'; echo kept")
            try await terminal.shows("\nkept\n")
            #expect(terminal.scratch.read("before").contains("icanon"))
            #expect(terminal.scratch.read("after") == terminal.scratch.read("before"))
            let flags = [
                "alternate_on": "0", "cursor_flag": "1", "mouse_any_flag": "0", "insert_flag": "0",
                "keypad_flag": "0", "wrap_flag": "1", "scroll_region_upper": "0",
                "scroll_region_lower": "39",
            ]
            for (flag, value) in flags {
                #expect(try await terminal.value(flag) == value, "\(flag)")
            }
            let isGone = await eventually { terminal.footprint.ownProcesses == [] }
            #expect(isGone)
        }

        @Test("after q")
        func quit() async throws {
            try await expectRestored(status: 0) { terminal, _ in try await terminal.press("q") }
        }

        @Test("after Ctrl-C")
        func interrupt() async throws {
            try await expectRestored(status: 130) { terminal, _ in try await terminal.press("C-c") }
        }

        @Test("after SIGTERM and SIGHUP", arguments: [SIGTERM, SIGHUP])
        func signals(_ signal: Int32) async throws {
            try await expectRestored(status: 128 + signal) { _, asynclab in kill(asynclab, signal) }
        }

        @Test("after a crash of asynclab", arguments: [SIGSEGV, SIGABRT])
        func crash(_ signal: Int32) async throws {
            // Swift's own handler takes a signal that was sent for a fault that comes again, and
            // lets the process live. A process without it dies of either.
            let environment = ["SWIFT_BACKTRACE": "enable=no"]
            try await expectRestored(status: 128 + signal, environment: environment) {
                _,
                asynclab in kill(asynclab, signal)
            }
        }

        @Test("by Ctrl-Z, and taken again by fg")
        func suspend() async throws {
            try await expectRestored(status: 0) { terminal, _ in
                try await terminal.press("C-z")
                try await terminal.shows("Stopped", "ready>")
                #expect(try await eventually { try await terminal.value("alternate_on") == "0" })
                try await terminal.enter("fg")
                try await terminal.shows("1 main", "q quit")
                #expect(try await eventually { try await terminal.value("alternate_on") == "1" })
                try await terminal.press("q")
            }
        }

        @Test("and no process is left where the terminal is closed under a running program")
        func closedTerminal() async throws {
            try await TestTerminal.with(["run", Installed.program("computing")]) { terminal in
                try await terminal.shows("1 main", "Esc stop")
                try await terminal.hangUp()
                #expect(await eventually { terminal.footprint.ownProcesses == [] })
            }
        }

        @Test("and no process is left where the terminal goes without a signal")
        func silentHangUp() async throws {
            try await TestTerminal.withShell { terminal in
                // In a session of its own, asynclab has the terminal, but is not told of its end.
                let program = Installed.program("sleeping")
                try await terminal.enter("setsid --wait $ASYNCLAB run '\(program)'")
                try await terminal.shows("1 main", "Esc stop")
                try await terminal.hangUp()
                #expect(await eventually { terminal.footprint.ownProcesses == [] })
            }
        }
    }
}
