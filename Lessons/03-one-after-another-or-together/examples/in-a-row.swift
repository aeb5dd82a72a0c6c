// Two pages, one after the other.

func download(_ page: Int) async -> String {
    print("page \(page) started")
    try? await Task.sleep(for: .seconds(0.5))
    return "text of page \(page)"
}

@main
struct Program {
    static func main() async {
        let first = await download(1)
        let second = await download(2)
        print(first)
        print(second)
    }
}
