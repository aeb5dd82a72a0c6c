// Two guests are greeted.

func greet(_ name: String) async {
    print("hello \(name)")
    try? await Task.sleep(for: .seconds(0.3))
    print("goodbye \(name)")
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "Ann") { await greet("Ann") }
            group.addTask(name: "Ben") { await greet("Ben") }
        }
    }
}
