// Thirty pages, shown in the order of their numbers.

func load(_ page: Int) async -> String {
    let seconds = [0.2, 0.3, 0.4][page % 3]
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
        await withTaskGroup { group in
            for page in 1...30 {
                group.addTask { (page, await load(page)) }
            }
            for await (page, text) in group {
                texts[page] = text
            }
        }
        for page in 1...30 {
            show(texts[page] ?? "missing")
        }
    }
}
