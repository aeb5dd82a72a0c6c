// Two pages, six readers. Each page should be loaded once.
var cache: [String: String] = [:]

func load(_ page: String) async -> String {
    print("load \(page)")
    try? await Task.sleep(for: .seconds(0.4))
    print("\(page) is here")
    return "the text of \(page)"
}

func text(of page: String) async -> String {
    if let text = cache[page] { return text }
    cache[page] = "not here yet"
    cache[page] = await load(page)
    return cache[page] ?? "nothing"
}

@main
struct Program {
    static func main() async {
        let wishes = ["news", "news", "sport", "sport", "news", "news"]
        var readers: [Task<Void, Never>] = []
        for (i, page) in wishes.enumerated() {
            if i == 2 || i == 4 {
                try? await Task.sleep(for: .seconds(0.25))
            }
            let reader = Task(name: "reader \(i + 1)") {
                print("reader \(i + 1) has", await text(of: page))
            }
            readers.append(reader)
        }
        for reader in readers { await reader.value }
    }
}
