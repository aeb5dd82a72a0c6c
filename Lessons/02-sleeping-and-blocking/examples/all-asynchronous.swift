// Five downloads with a library that sleeps while it waits.

func download(_ page: Int) async {
    print("page \(page) started")
    try? await Task.sleep(for: .seconds(0.5))
    print("  page \(page) finished")
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            for page in 1...5 {
                group.addTask(name: "download \(page)") {
                    await download(page)
                }
            }
        }
    }
}
