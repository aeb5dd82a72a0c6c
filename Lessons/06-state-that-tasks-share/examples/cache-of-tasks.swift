// Three readers want the same page. The cache keeps the task.
var cache: [String: Task<String, Never>] = [:]
var loads = 0

func load(_ name: String) async -> String {
    loads += 1
    try? await Task.sleep(for: .seconds(0.5))
    return "the text of \(name)"
}

func page(_ name: String) async -> String {
    if let task = cache[name] { return await task.value }
    let task = Task(name: "load \(name)") { await load(name) }
    cache[name] = task
    return await task.value
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
