// Says when it waits, and waits for a long time: for tests that stop it.
@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "quick") { print("quick") }
            group.addTask(name: "slow") {
                print("slow")
                try? await Task.sleep(for: .seconds(50))
            }
            await group.next()
            print("waiting")
        }
    }
}
