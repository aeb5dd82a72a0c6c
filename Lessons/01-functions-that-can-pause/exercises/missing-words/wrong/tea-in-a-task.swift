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

func makeTea() {
    Task {
        await boil()
        await steep()
    }
}

@main
struct Program {
    static func main() {
        makeTea()
        eat()
    }
}
