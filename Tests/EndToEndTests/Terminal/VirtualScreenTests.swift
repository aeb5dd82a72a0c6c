import TestSupport
import Testing

extension EndToEnd {
    @Suite("the virtual clock in a terminal")
    struct VirtualScreenTests {
        private func run(
            _ options: String...,
            size: TestTerminal.Size = (120, 40),
            _ body: (TestTerminal) async throws -> Void
        ) async throws {
            try await TestTerminal.with(
                ["run", Installed.program("shift")] + options,
                size: size
            ) { terminal in
                try await terminal.shows("shift.swift")
                try await body(terminal)
            }
        }

        @Test("pauses a program, goes back and forth, and lets it go on to its end")
        func walk() async throws {
            try await run("--clock", "virtual") { terminal in
                // An hour: it is at its first sleep until it goes on without a pace.
                try await terminal.shows("virtual 1x", "2 early", "Space pause")
                try await terminal.press("Space")
                try await terminal.shows("virtual 1x  paused", "Timeline: job", "Space go on")
                try await terminal.press(",", ",")
                try await terminal.shows(" of ", ". forward")
                try await terminal.press(".", ".")
                try await terminal.shows(". one job")
                // The next job is that of the first who is woken, at once.
                try await terminal.press(".")
                try await terminal.shows("paused 900.00 s", "#2 early 1", "ready    ›late")
                try await terminal.press("+", "+", "+", "+")
                try await terminal.shows("virtual max  paused")
                try await terminal.press("Space")
                try await terminal.shows("virtual max  ended 3600.00 s")
                try await terminal.press(",", ",")
                try await terminal.shows("virtual max  at ", "Event loop", "back, forward")
            }
        }

        @Test("stops a program that is paused, with Esc and with q")
        func stop() async throws {
            try await run("--clock", "virtual") { terminal in
                try await terminal.shows("2 early")
                try await terminal.press("Space")
                try await terminal.shows("paused")
                try await terminal.press("Escape")
                try await terminal.shows("you stopped the program")
                #expect(
                    await eventually { terminal.footprint.processes(running: "program") == [] }
                )
            }
        }

        @Test("v chooses the clock of the next run, and a live one says what to do")
        func change() async throws {
            try await run { terminal in
                try await terminal.shows("live  ", "2 early")
                try await terminal.press("Space")
                try await terminal.shows(
                    "v, then r: under the virtual clock a program can be paused."
                )
                try await terminal.press("v")
                try await terminal.shows("The next run is under the virtual clock")
                try await terminal.press("Escape")
                try await terminal.shows("you stopped the program", "run again, virtual")
                try await terminal.press("r")
                try await terminal.shows("virtual 1x", "Space pause")
            }
        }

        @Test("follows the terminal's size while a program is paused")
        func resize() async throws {
            try await run("--clock", "virtual", size: (80, 24)) { terminal in
                try await terminal.shows("2 early")
                try await terminal.press("Space")
                try await terminal.shows("paused", "Event loop")
                try await terminal.resize(to: 120, 40)
                try await terminal.shows("paused", "addTask(name: name)")
                try await terminal.press(",")
                try await terminal.shows(". forward")
            }
        }
    }
}
