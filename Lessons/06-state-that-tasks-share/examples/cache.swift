// Three readers want the same page. It should be loaded once.
var cache: [String: String] = [:]
var loads = 0

func load(_ name: String) async -> String {
    loads += 1
    try? await Task.sleep(for: .seconds(0.5))
    return "the text of \(name)"
}

func page(_ name: String) async -> String {
    if let text = cache[name] { return text }
    let text = await load(name)
    cache[name] = text
    return text
}

@main
struct Program {
    static func main() async {
        let readers = (1...3).map { reader in
            Task(name: "reader \(reader)") {
                print("reader \(reader) has", await page("news"))
            }
        }
        for reader in readers { await reader.value }
        print("loads \(loads)")
    }
}
