import TestSupport
import Testing

extension EndToEnd {
    @Suite("The tutorial in a terminal")
    struct TutorialTests {
        @Test("opens at its first step", arguments: [(80, 24), (120, 40), (200, 50)])
        func opens(_ width: Int, _ height: Int) async throws {
            try await TestTerminal.with(["open", "2"], size: (width, height)) { terminal in
                try await terminal.shows("Five downloads", "step 1/", "q quit")
                let rows = try await terminal.screen().split(
                    separator: "\n",
                    omittingEmptySubsequences: false
                )
                #expect(rows[height - 1].contains("q quit"))
                try await terminal.press("q")
                #expect(try await terminal.exitStatus() == "0")
                #expect(terminal.footprint.ownProcesses == [])
            }
        }

        @Test("goes through its steps with the arrows")
        func steps() async throws {
            try await TestTerminal.with(["open", "2"]) { terminal in
                try await terminal.shows("step 1/")
                try await terminal.press("Right")
                try await terminal.shows("step 2/", "How to read the timeline")
                try await terminal.press("Right")
                try await terminal.shows("step 3/", "An old library")
                try await terminal.press("Left")
                try await terminal.shows("step 2/", "How to read the timeline")
            }
        }

        @Test("takes an answer, runs the program before the learner's eyes, and says who was right")
        func run() async throws {
            try await TestTerminal.with(["open", "2"]) { terminal in
                try await terminal.shows("step 1/")
                // The third step's program takes 2.5 s: long enough to be seen while it runs.
                try await terminal.press("Right", "Right")
                try await terminal.shows("1) 0.50 s", "3) 2.50 s")
                try await terminal.press("1")
                try await terminal.shows("▶ 1) 0.50 s")
                try await terminal.press("r")
                try await terminal.shows("main    ▓ download 1", "timers", "live", "Esc stop")
                try await terminal.shows("You said 1. The run says: ")
                try await terminal.shows("page 5 finished", "the program ended")
            }
        }

        @Test("at 80 x 24 shows a run in its tab, and the lesson again")
        func tabs() async throws {
            try await TestTerminal.with(["open", "2"], size: (80, 24)) { terminal in
                try await terminal.shows("[Lesson]", "Code", "Run")
                try await terminal.press("1", "r")
                try await terminal.shows("[Run]", "5 download 4", "next step")
                try await terminal.press("Tab", "Tab")
                try await terminal.shows("[Lesson]", "You said 1")
            }
        }

        @Test("obeys keys while a program runs: the next step")
        func liveKeys() async throws {
            try await TestTerminal.with(["open", "2"]) { terminal in
                try await terminal.shows("step 1/")
                try await terminal.press("Right", "Right")
                try await terminal.shows("step 3/")
                try await terminal.press("3", "r")
                // Which download is first, and whether its lane begins with waiting, is up to threads.
                let isRunning = try await eventually {
                    try await terminal.screen().contains(/page \d started/)
                }
                #expect(isRunning)
                try await terminal.press("Right")
                try await terminal.shows("step 4/", "Who is stuck, and who waits")
                #expect(
                    await eventually { terminal.footprint.processes(running: "program") == [] }
                )
            }
        }

        @Test("is drawn in ASCII where that is asked for, and the mouse goes to the terminal")
        func screenOptions() async throws {
            try await TestTerminal.with(["open", "2", "--ascii", "--no-mouse"]) { terminal in
                try await terminal.shows("+ Lesson --")
                try await terminal.press("M")
                try await terminal.shows("The mouse selects tasks and moments.")
                try await terminal.press("M")
                try await terminal.shows("The terminal selects text with the mouse.")
            }
        }

        @Test("says what a key is not for, and shows and hides the keys")
        func help() async throws {
            try await TestTerminal.with(["open", "2"]) { terminal in
                try await terminal.shows("step 1/")
                try await terminal.press("y")
                try await terminal.shows("'y' does nothing here. ? shows the keys.")
                try await terminal.press("?")
                try await terminal.shows("run the program, again if it has run")
                try await terminal.press("Escape")
                try await terminal.showsNoMore("run the program, again if it has run")
            }
        }
    }
}
