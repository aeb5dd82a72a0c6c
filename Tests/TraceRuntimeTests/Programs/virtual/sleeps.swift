// Every call that sleeps takes exactly as long as it was asked for.
import Foundation

func measure(_ name: String, _ body: () -> Void) {
    print(name, ContinuousClock().measure(body))
}

func blockingSleeps() {
    measure("nanosleep") {
        var asked = timespec(tv_sec: 1, tv_nsec: 2_000_003)
        nanosleep(&asked, nil)
    }
    measure("clock_nanosleep") {
        var asked = timespec(tv_sec: 0, tv_nsec: 700_000_000)
        clock_nanosleep(CLOCK_MONOTONIC, 0, &asked, nil)
    }
    for clock in [CLOCK_MONOTONIC, CLOCK_REALTIME, CLOCK_BOOTTIME] {
        measure("clock_nanosleep until") {
            var instant = timespec()
            clock_gettime(clock, &instant)
            instant.tv_sec += 3
            clock_nanosleep(clock, TIMER_ABSTIME, &instant, nil)
        }
    }
    measure("usleep") { usleep(1_500_000) }
    measure("sleep") { print("left", sleep(3_600)) }
    measure("Thread.sleep") { Thread.sleep(forTimeInterval: 0.125) }
    measure("Thread.sleep until") { Thread.sleep(until: Date() + 2) }
    measure("select") {
        var longest = timeval(tv_sec: 2, tv_usec: 5)
        select(0, nil, nil, nil, &longest)
    }
    measure("poll") { poll(nil, 0, 250) }
}

func taskSleeps() async throws {
    let clock = ContinuousClock()
    print("Task.sleep", try await clock.measure { try await Task.sleep(for: .seconds(86_400)) })
    print(
        "nanoseconds",
        try await clock.measure { try await Task.sleep(nanoseconds: 1_234_567_891) }
    )
    print(
        "until",
        try await clock.measure {
            try await Task.sleep(until: .now + .microseconds(1), clock: .continuous)
        }
    )
    print(
        "suspending",
        try await clock.measure {
            try await Task.sleep(for: .milliseconds(77), clock: .suspending)
        }
    )
    print("past", try await clock.measure { try await Task.sleep(for: .seconds(-5)) })
}

@main
struct Program {
    static func main() async throws {
        blockingSleeps()
        try await taskSleeps()
    }
}
