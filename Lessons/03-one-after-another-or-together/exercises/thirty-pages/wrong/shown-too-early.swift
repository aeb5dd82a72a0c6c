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
        await withTaskGroup { group in
            for page in 1...30 {
                group.addTask { await load(page) }
            }
            for page in 1...30 {
                show("text of page \(page)")
            }
        }
    }
}
