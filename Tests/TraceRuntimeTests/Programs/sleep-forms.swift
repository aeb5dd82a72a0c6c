// Every form of Task.sleep sleeps at least as long as asked, and not for ever.
@main
struct Program {
    static func main() async throws {
        await check("nanoseconds") { try await Task.sleep(nanoseconds: 10_000_000) }
        await check("for") { try await Task.sleep(for: .milliseconds(10)) }
        await check("for, tolerance") {
            try await Task.sleep(for: .milliseconds(10), tolerance: .milliseconds(5))
        }
        await check("for, continuous") {
            try await Task.sleep(for: .milliseconds(10), clock: .continuous)
        }
        await check("for, suspending") {
            try await Task.sleep(for: .milliseconds(10), clock: .suspending)
        }
        await check("until, continuous") {
            try await Task.sleep(until: .now + .milliseconds(10), clock: .continuous)
        }
        await check("until, suspending") {
            try await Task.sleep(until: .now + .milliseconds(10), clock: .suspending)
        }
        await check("until, tolerance") {
            let clock = ContinuousClock()
            try await Task.sleep(
                until: clock.now + .milliseconds(10),
                tolerance: .milliseconds(5),
                clock: clock
            )
        }
        await check("clock") { try await ContinuousClock().sleep(for: .milliseconds(10)) }
        try await Task.sleep(for: .zero)
        try await Task.sleep(for: .seconds(-1))
        try await Task.sleep(nanoseconds: 0)
        try await Task.sleep(until: .now - .seconds(1), clock: .continuous)
        print("nothing to sleep: back at once")
    }

    static func check(_ name: String, _ sleep: @MainActor () async throws -> Void) async {
        let clock = ContinuousClock()
        let start = clock.now
        try? await sleep()
        let elapsed = clock.now - start
        print(name, elapsed >= .milliseconds(10), elapsed < .seconds(2))
    }
}
