import TestSupport
import Testing

extension EndToEnd {
    @Suite("the choice of the next job in a terminal")
    struct ChoosingTests {
        @Test(
            "is made with x, taken back with X, and can be had again by its token",
            arguments: [(120, 40), (80, 24)]
        )
        func choose(width: Int, height: Int) async throws {
            let guests = Installed.program("guests")
            var told = ""
            try await TestTerminal.with(
                ["run", guests, "--clock", "virtual"],
                size: (width, height)
            ) {
                terminal in
                try await open(terminal)
                try await chooseAndTakeBack(terminal)
                try await terminal.press("Space")
                try await terminal.shows("#2 ann speaks", "your choices: --schedule")
                try await terminal.press("q")
                try await terminal.shows("To see your choices again: asynclab run", "ended with 0")
                let match = try await terminal.screen()
                    .firstMatch(of: #/asynclab run --schedule ([0-9A-Z]+)/#)
                told = match.map { String($0.1) } ?? ""
            }
            let replay = try await asynclab("run", guests, "--schedule", told, "--plain")
            let bob = try #require(replay.output.firstRange(of: "bob speaks"))
            let ann = try #require(replay.output.firstRange(of: "ann speaks"))
            #expect(bob.lowerBound < ann.lowerBound)
            #expect(replay.output.contains("- Chosen at 3600.000 s: bob"))
            #expect(!replay.output.contains("no longer fits"))
        }

        /// Pauses, and lets time pass up to the choice.
        private func open(_ terminal: TestTerminal) async throws {
            try await terminal.shows("#1 main", "#3 bob", "Space pause")
            try await terminal.press("Space")
            try await terminal.shows("paused", "x choose")
            try await terminal.press("x")
            try await terminal.shows("Which job runs next?", "1 ann", "2 bob", "3600")
        }

        private func chooseAndTakeBack(_ terminal: TestTerminal) async throws {
            try await terminal.press("Down", "Enter")
            try await terminal.shows("bob speaks", "Chosen: bob runs next.")
            #expect(try await !terminal.screen().contains("#2 ann speaks"))

            try await terminal.press("X")
            try await terminal.shows("Taken back.", "Which job runs next?", "2 bob")
            #expect(try await !terminal.screen().contains("#3 bob speaks"))
            try await terminal.press("1")
            try await terminal.shows("#2 ann speaks")
            #expect(try await !terminal.screen().contains("#3 bob speaks"))

            try await terminal.press("X")
            try await terminal.shows("Taken back.", "1 ann")
            try await terminal.press("2")
            try await terminal.shows("#3 bob speaks")
            try await terminal.press("?", "?", "?")
            try await terminal.shows("X take back")
        }

        @Test("at an earlier job the program comes to it again, and another one is chosen")
        func past() async throws {
            try await TestTerminal.with(
                ["run", Installed.program("guests"), "--clock", "virtual", "--speed", "max"]
            ) { terminal in
                try await terminal.shows("#2 ann speaks", "#3 bob speaks", "virtual max  ended")
                try await terminal.press(",", ",", ",", ",")
                try await terminal.showsNoMore("#2 ann speaks")
                try await terminal.press("x")
                try await terminal.shows("x again: the program goes on from here")
                try await terminal.press("x")
                try await terminal.shows("As it was then.", "1 ann", "2 bob")
                try await terminal.press("2")
                try await terminal.shows("#3 bob speaks")
                #expect(try await !terminal.screen().contains("#2 ann speaks"))
            }
        }
    }
}
