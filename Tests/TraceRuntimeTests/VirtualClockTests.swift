import ExampleRunner
import TestSupport
import Testing
import TraceModel

/// Every clock and every wait with a time follows the virtual clock, to the nanosecond.
@Suite("The virtual clock")
struct VirtualClockTests {
    private func lines(_ name: String, trace: TraceFile? = nil) async throws -> [String] {
        let run = try await TestProgram("virtual/\(name)").runVirtually(trace: trace)
        #expect(run.result.ending == .exited(0), "\(run.errors)")
        let report = try #require(run.report)
        #expect(report.trace.uncontrolled.isEmpty)
        #expect(report.firstFault(threads: 2) == nil)
        return run.output.split(separator: "\n").map(String.init)
    }

    @Test("is the time that every clock of the system tells, but those of the processor")
    func readings() async throws {
        #expect(
            try await lines("clock-readings") == [
                "MONOTONIC: 1250.0", "MONOTONIC_RAW: 1250.0", "MONOTONIC_COARSE: 1250.0",
                "BOOTTIME: 1250.0", "REALTIME: 1250.0", "REALTIME_COARSE: 1250.0",
                "gettimeofday: 1250.0", "Date: 1250.0", "ProcessInfo: 1250.0", "Dispatch: 1250.0",
                "PROCESS_CPUTIME: 0.0", "time: 1", "ContinuousClock: 1.25 seconds",
                "SuspendingClock: 1.25 seconds", "Date: 1250.0", "2026-01-01 00:00:00 +0000 true",
            ]
        )
    }

    @Test("passes in every call that sleeps as long as asked for, and no longer")
    func sleeps() async throws {
        #expect(
            try await lines("sleeps") == [
                "nanosleep 1.002000003 seconds", "clock_nanosleep 0.7 seconds",
                "clock_nanosleep until 3.0 seconds", "clock_nanosleep until 3.0 seconds",
                "clock_nanosleep until 3.0 seconds", "usleep 1.5 seconds", "left 0",
                "sleep 3600.0 seconds", "Thread.sleep 0.125 seconds",
                "Thread.sleep until 2.0 seconds", "select 2.000005 seconds", "poll 0.25 seconds",
                "Task.sleep 86400.0 seconds", "nanoseconds 1.234567891 seconds",
                "until 1e-06 seconds", "suspending 0.077 seconds", "past 0.0 seconds",
            ]
        )
    }

    @Test("passes in waits with a timeout until it, or until what they wait for")
    func timeouts() async throws {
        #expect(
            try await lines("timed-waits") == [
                "semaphore timedOut 2.0 seconds", "semaphore, wall clock timedOut 2.0 seconds",
                "semaphore signalled success 0.3 seconds", "group timedOut 5.0 seconds",
                "group left success 0.4 seconds", "asyncAfter signalled 1.75 seconds",
                "asyncAfter, wall clock signalled 1.75 seconds", "NSCondition false 2.0 seconds",
                "NSCondition signalled true 0.5 seconds", "NSConditionLock false 3.0 seconds",
                "NSLock false 4.0 seconds", "pthread_cond_timedwait timed out 7.0 seconds",
                "pthread_cond_timedwait timed out 7.0 seconds",
                "sem_timedwait timed out 6.0 seconds",
                "pthread_mutex_timedlock timed out 5.0 seconds",
            ]
        )
    }

    @Test("fires timers of run loops, of Dispatch and of the main queue")
    func timers() async throws {
        // Foundation's Timer on Linux fires at once for the first time.
        #expect(
            try await lines("timers") == [
                "start 0.0", "Timer 1 0.0", "Timer 2 500.0", "Timer 3 1000.0", "RunLoop 4000.0",
                "DispatchSourceTimer 1 4250.0", "DispatchSourceTimer 2 6250.0",
                "DispatchSourceTimer 3 8250.0", "cancelled 8250.0", "main queue 18250.0",
            ]
        )
    }

    @Test("passes for threads that wait for locks, barriers and each other")
    func locks() async throws {
        #expect(
            try await lines("locks") == [
                "start 0.0 seconds", "Mutex 1 1.0 seconds", "Mutex 2 2.0 seconds",
                "Mutex 3 3.0 seconds", "reader 4.0 seconds", "reader 4.0 seconds",
                "writer 6.0 seconds", "met 9.0 seconds", "met 9.0 seconds", "met 9.0 seconds",
                "joined 13.0 seconds",
            ]
        )
    }

    @Test("passes for loops that look at it, yield, or ask an actor, until it has")
    func spinning() async throws {
        #expect(
            try await lines("spinning", trace: TraceFile()) == [
                "clock read true", "yielded true true", "polled true true", "thread yielded true",
            ]
        )
    }
}
