// A cancelled sleep throws at once, whether it was cancelled before or during the sleep.
@main
struct Program {
    static func main() async {
        let clock = ContinuousClock()
        let elapsed = await clock.measure {
            for delay in [0, 10] {
                let task = Task { () -> String in
                    do {
                        try await Task.sleep(for: .seconds(30))
                        return "slept"
                    } catch is CancellationError {
                        return "CancellationError"
                    } catch {
                        return "other error"
                    }
                }
                if delay > 0 { try? await Task.sleep(for: .milliseconds(delay)) }
                task.cancel()
                print(delay, await task.value)
            }
        }
        print("at once:", elapsed < .seconds(5))
    }
}
