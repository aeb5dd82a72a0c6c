import FoundationEssentials
import TestSupport
import Testing

extension EndToEnd {
    @Suite("where nothing moves")
    struct IdleTests {
        @Test(
            "no thread of asynclab wakes up once a run has ended",
            arguments: [["--clock", "live"], ["--clock", "virtual", "--speed", "max"]]
        )
        func nothingWakes(_ clock: [String]) async throws {
            let arguments = ["run", Installed.program("group")] + clock
            try await TestTerminal.with(arguments) { terminal in
                try await terminal.shows("r run again")
                let found = try #require(terminal.footprint.processes(running: "asynclab").first)
                let process = String(found)
                var quiet: (since: ContinuousClock.Instant, count: Int) = (.now, -1)
                // Longer than libdispatch leaves its threads alone.
                let isQuiet = await eventually {
                    let count = wakeUps(of: process)
                    if count != quiet.count { quiet = (.now, count) }
                    return quiet.since.duration(to: .now) > .seconds(3)
                }
                #expect(isQuiet)
            }
        }

        /// How often threads of a process that are there have waited so far, and how many there are.
        private func wakeUps(of process: String) -> Int {
            let folder = "/proc/\(process)/task"
            let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return threads.reduce(threads.count) { count, thread in
                let status = try? Data(contentsOf: URL(filePath: "\(folder)/\(thread)/status"))
                let text = String(decoding: status ?? Data(), as: UTF8.self)
                let switches = text.firstMatch(of: /\nvoluntary_ctxt_switches:\s+(\d+)/)
                return count + (switches.flatMap { Int($0.1) } ?? 0)
            }
        }
    }
}
