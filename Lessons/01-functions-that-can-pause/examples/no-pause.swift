// Two tasks lay the table; then both people eat for 0.3 s.

func take(_ thing: String, for name: String) async {
    print("\(thing) \(name)")
}

func dine(_ name: String) async {
    await take("cup", for: name)
    await take("plate", for: name)
    try? await Task.sleep(for: .seconds(0.3))
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "Ann") { await dine("Ann") }
            group.addTask(name: "Ben") { await dine("Ben") }
        }
    }
}
