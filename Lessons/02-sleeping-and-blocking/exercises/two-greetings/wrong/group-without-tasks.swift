// Two guests are greeted.

func greet(_ name: String) async {
    print("hello \(name)")
    try? await Task.sleep(for: .seconds(0.3))
    print("goodbye \(name)")
}

@main
struct Program {
    static func main() async {
        await withTaskGroup(of: Void.self) { group in
            await greet("Ann")
            await greet("Ben")
        }
    }
}
