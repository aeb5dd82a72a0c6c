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
        for first in [1, 6, 11, 16, 21, 26] {
            await withTaskGroup { group in
                for page in first...first + 4 {
                    group.addTask { (page, await load(page)) }
                }
                for await (page, text) in group {
                    texts[page] = text
                }
            }
        }
        for page in 1...30 {
            show(texts[page] ?? "missing")
        }
    }
}
