// isolation: main
// Three pages, each of which names the next one.

func download(_ page: Int) async -> Int {
    try? await Task.sleep(for: .seconds(0.2))
    return page + 1
}

@main
struct Program {
    static func main() async {
        var page = 1
        for _ in 1...3 {
            page = await download(page)
            print(page)
        }
    }
}
