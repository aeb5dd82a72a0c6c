// Two pages, each with a task of its own.

func download(_ page: Int) async -> String {
    print("page \(page) started")
    try? await Task.sleep(for: .seconds(0.5))
    return "text of page \(page)"
}

@main
struct Program {
    static func main() async {
        async let first = download(1)
        async let second = download(2)
        print(await first)
        print(await second)
    }
}
