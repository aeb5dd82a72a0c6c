// A task for each page; the results are put in order.

func download(_ page: Int) async -> String {
    let seconds = [0.6, 0.2, 0.4][page - 1]
    try? await Task.sleep(for: .seconds(seconds))
    return "page \(page)"
}

@main
struct Program {
    static func main() async {
        var texts: [Int: String] = [:]
        await withTaskGroup { group in
            for page in 1...3 {
                group.addTask(name: "download \(page)") {
                    (page, await download(page))
                }
            }
            for await (page, text) in group {
                texts[page] = text
            }
        }
        for page in 1...3 {
            print(texts[page] ?? "missing")
        }
    }
}
