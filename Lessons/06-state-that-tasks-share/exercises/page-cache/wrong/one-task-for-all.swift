// Two pages, six readers. Each page should be loaded once.
var loading: Task<String, Never>?

func load(_ page: String) async -> String {
    print("load \(page)")
    try? await Task.sleep(for: .seconds(0.4))
    print("\(page) is here")
    return "the text of \(page)"
}

func text(of page: String) async -> String {
    if let task = loading { return await task.value }
    let task = Task(name: "load \(page)") { await load(page) }
    loading = task
    return await task.value
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
