func first(_ list: [Int]) -> Int {
    list[0]
}

@main
struct Program {
    static func main() async {
        try? await Task.sleep(for: .seconds(0.1))
        print(first([]))
    }
}
