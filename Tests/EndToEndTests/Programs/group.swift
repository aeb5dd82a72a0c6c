func fetch(_ page: Int) async -> Int {
    print("page \(page) started")
    try? await Task.sleep(for: .milliseconds(40))
    return page
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            for page in 1...3 { group.addTask(name: "page \(page)") { await fetch(page) } }
            for await page in group { print("page \(page) finished") }
        }
    }
}
