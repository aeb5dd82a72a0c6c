// A task for each page; the results are taken as they come.

func download(_ page: Int) async -> String {
    let seconds = [0.6, 0.2, 0.4][page - 1]
    try? await Task.sleep(for: .seconds(seconds))
    return "page \(page)"
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            for page in 1...3 {
                group.addTask(name: "download \(page)") {
                    await download(page)
                }
            }
            for await text in group {
                print(text)
            }
        }
    }
}
