// Both clocks and Foundation's Date agree about how long a sleep took.
import Foundation

@main
struct Program {
    static func main() async throws {
        let date = Date()
        let suspending = SuspendingClock.now
        let slept = try await ContinuousClock().measure {
            try await Task.sleep(for: .milliseconds(30))
        }
        let bySuspending = SuspendingClock.now - suspending
        let byDate = Duration.seconds(Date().timeIntervalSince(date))
        print("at least:", slept >= .milliseconds(30), bySuspending >= slept)
        print("agree:", byDate + .milliseconds(1) >= bySuspending, byDate < slept + .seconds(2))
        let busy = ContinuousClock().measure { usleep(10_000) }
        print("usleep:", busy >= .milliseconds(10), busy < .seconds(2))
        print("resolution:", ContinuousClock().minimumResolution > .zero)
    }
}
