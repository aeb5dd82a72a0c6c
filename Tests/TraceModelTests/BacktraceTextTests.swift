import Testing
import TraceModel

@Suite("The report of a crash")
struct BacktraceTextTests {
    @Test("loses the line with the time that it took, and nothing else")
    func duration() {
        let report = "Thread 1 crashed:\n\n  0 0x05 in program\n...\n\nBacktrace took 0.04s\n\n"
        #expect(
            BacktraceText.withoutChance(report)
                == "Thread 1 crashed:\n\n  0 0x05 in program\n...\n\n\n"
        )
        let own = "My Backtrace took 0.04s\nno line end"
        #expect(BacktraceText.withoutChance(own) == own)
        #expect(BacktraceText.withoutChance("") == "")
    }

    @Test("of abort() loses the process's number, which is no address")
    func aborted() {
        let report = "*** Program crashed: Aborted at 0x000000000000267d ***\n\nThread 1 crashed:\n"
        #expect(
            BacktraceText.withoutChance(report)
                == "*** Program crashed: Aborted ***\n\nThread 1 crashed:\n"
        )
        let other = "*** Program crashed: Bad pointer dereference at 0x0000000000000010 ***\n"
        #expect(BacktraceText.withoutChance(other) == other)
    }
}
