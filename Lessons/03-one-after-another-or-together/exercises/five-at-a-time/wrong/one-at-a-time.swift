// Thirty pages; the server is asked for all of them at once.

func load(_ page: Int) async -> String {
    let seconds = [0.1, 0.2, 0.6][page % 3]
    try? await Task.sleep(for: .seconds(seconds))
    print("page \(page) here")
    return "text of page \(page)"
}

func show(_ text: String) {
    print(text)
}

@main
struct Program {
    static func main() async {
        var texts: [Int: String] = [:]
        await withTaskGroup(of: (Int, String).self) { group in
            for page in 1...30 {
                group.addTask { (page, await load(page)) }
                if let (done, text) = await group.next() {
                    texts[done] = text
                }
            }
        }
        for page in 1...30 {
            show(texts[page] ?? "missing")
        }
    }
}
