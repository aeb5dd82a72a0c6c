// A loop that awaits each page.

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
            words += await download(page)
        }
        print("\(words) words")
    }
}
