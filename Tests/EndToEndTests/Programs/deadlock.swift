/// Waits for a continuation that nobody keeps, and so nobody resumes.
func fetch() async {
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
}

@main struct Deadlock {
    static func main() async {
        let fetching = Task(name: "fetch") { await fetch() }
        try? await Task.sleep(for: .seconds(3600))
        print("waits")
        await fetching.value
    }
}
