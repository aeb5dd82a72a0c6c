// Three pages are loaded at once; one of them is shown by an actor.
import Glibc

func load(_ page: Int) async -> Int {
    print("page \(page) asked")
    try? await Task.sleep(for: .seconds(0.1 * Double(page)))
    print("page \(page) here")
    return page
}

actor Shop {
    func show(_ page: Int) {
        print("page \(page) shown")
    }
}

@concurrent func burn() async {
    usleep(50_000)
    print("burnt")
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            for page in 1...3 {
                group.addTask(name: "page \(page)") { _ = await load(page) }
            }
        }
        await Shop().show(3)
        await Task(name: "burner") { await burn() }.value
        let log = Task(name: "log") { try await Task.sleep(for: .seconds(9)) }
        try? await Task.sleep(for: .seconds(0.1))
        log.cancel()
        _ = await log.result
        print("done")
    }
}
