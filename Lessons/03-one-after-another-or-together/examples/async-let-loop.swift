// A loop that makes a task for each page.

func download(_ page: Int) async -> Int {
    try? await Task.sleep(for: .seconds(0.3))
    print("page \(page)")
    return 100  // words
}

@main
struct Program {
    static func main() async {
        var words = 0
        for page in 1...4 {
            async let count = download(page)
            words += await count
        }
        print("\(words) words")
    }
}
