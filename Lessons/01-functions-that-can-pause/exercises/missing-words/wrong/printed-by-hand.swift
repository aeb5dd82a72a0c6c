// Tea for breakfast.

func boil() async {
    print("water on")
    try? await Task.sleep(for: .seconds(0.4))
    print("water boils")
}

func steep() async {
    print("tea in")
    try? await Task.sleep(for: .seconds(0.3))
    print("tea ready")
}

func eat() {
    print("breakfast")
}

func makeTea() async {
    print("water on")
    print("water boils")
    print("tea in")
    try? await Task.sleep(for: .seconds(0.7))
    print("tea ready")
}

@main
struct Program {
    static func main() async {
        await makeTea()
        eat()
    }
}
