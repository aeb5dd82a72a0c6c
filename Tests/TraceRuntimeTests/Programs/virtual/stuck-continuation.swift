// Main waits for a task whose continuation nobody resumes; an hour's sleep is cancelled before.
@main
struct Program {
    static func main() async {
        let sleeper = Task(name: "sleeper") { try? await Task.sleep(for: .seconds(3_600)) }
        try? await Task.sleep(for: .milliseconds(10))
        sleeper.cancel()
        await sleeper.value
        let leaky = Task(name: "leaky") {
            await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
        }
        await leaky.value
    }
}
