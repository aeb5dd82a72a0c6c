// A call inside a call inside a call.

func boil() async {
    print("water on")
    try? await Task.sleep(for: .seconds(0.4))
    print("water boils")
}

func makeTea() async {
    await boil()
    print("tea ready")
}

@main
struct Program {
    static func main() async {
        await makeTea()
        print("breakfast")
    }
}
