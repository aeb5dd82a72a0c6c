import Testing
import TraceModel

@Suite("The report of a crash")
struct BacktraceTextTests {
    @Test("loses the line with the time that it took, and nothing else")
    func duration() {
        let report = "Thread 1 crashed:\n\n  0 0x05 in program\n...\n\nBacktrace took 0.04s\n\n"
        #expect(
            BacktraceText.withoutDuration(report)
                == "Thread 1 crashed:\n\n  0 0x05 in program\n...\n\n\n"
        )
        let own = "My Backtrace took 0.04s\nno line end"
        #expect(BacktraceText.withoutDuration(own) == own)
        #expect(BacktraceText.withoutDuration("") == "")
    }
}
