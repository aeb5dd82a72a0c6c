// Six pages, but never more than two at a time.

func download(_ page: Int) async -> String {
    try? await Task.sleep(for: .seconds(0.3))
    return "page \(page)"
}

@main
struct Program {
    static func main() async {
        await withTaskGroup(of: String.self) { group in
            for page in 1...6 {
                if page > 2, let text = await group.next() {
                    print(text)
                }
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
