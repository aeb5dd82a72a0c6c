// A printer gets a long job, which is cancelled, and a short one.

func printPage(_ page: Int) {
    print("page \(page)")
}

func say(_ text: String) {
    print(text)
}

func printAll(_ pages: Int) async {
    for page in 1...min(pages, 2) {
        try? await Task.sleep(for: .seconds(0.2))
        printPage(page)
    }
}

@main
struct Program {
    static func main() async {
        let long = Task(name: "long job") { await printAll(9) }
        try? await Task.sleep(for: .seconds(0.5))
        long.cancel()
        await long.value
        say("long job stopped")
        await printAll(3)
        say("short job printed")
    }
}
