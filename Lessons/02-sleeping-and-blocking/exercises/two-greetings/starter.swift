// Two guests are greeted.

func greet(_ name: String) async {
    print("hello \(name)")
    try? await Task.sleep(for: .seconds(0.3))
    print("goodbye \(name)")
}

@main
struct Program {
    static func main() async {
        // TODO: greet both guests together, in 0.3 s.
        await greet("Ann")
        await greet("Ben")
    }
}
