// The first page is slow, the second one is quick.

func download(_ page: Int, seconds: Double) async -> String {
    try? await Task.sleep(for: .seconds(seconds))
    return "page \(page)"
}

@main
struct Program {
    static func main() async {
        async let first = download(1, seconds: 0.8)
        async let second = download(2, seconds: 0.2)
        print(await first)
        print(await second)
    }
}
