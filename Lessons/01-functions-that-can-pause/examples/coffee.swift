// A coffee machine that needs 0.4 s.

func brew() async {
    print("grind")
    try? await Task.sleep(for: .seconds(0.4))
    print("coffee")
}

@main
struct Program {
    static func main() async {
        print("order")
        await brew()
        print("served")
    }
}
