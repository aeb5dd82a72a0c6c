@main
struct Program {
    static func main() async {
        await Task(name: "guest") {
            await withCheckedContinuation { (_: CheckedContinuation<Void, Never>) in }
        }.value
        print("done")
    }
}
