// isolation: main
// Three pages that need nothing of each other, one after another.

func download(_ page: Int) async -> String {
    try? await Task.sleep(for: .seconds(0.2))
    return "page \(page)"
}

@main
struct Program {
    static func main() async {
        for page in 1...3 {
            print(await download(page))
        }
    }
}
