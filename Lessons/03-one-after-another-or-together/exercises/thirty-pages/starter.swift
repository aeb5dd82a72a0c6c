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
        // TODO: let all thirty downloads be under way at once.
        var texts: [String] = []
        for page in 1...30 {
            texts.append(await load(page))
        }
        for text in texts {
            show(text)
        }
    }
}
