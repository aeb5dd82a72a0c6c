// Five downloads: first a part that blocks, then one that sleeps.
import Glibc

func legacyCall(_ seconds: Double) {
    usleep(UInt32(seconds * 1_000_000))  // microseconds
}

func download(_ page: Int) async {
    print("page \(page) started")
    legacyCall(0.25)
    try? await Task.sleep(for: .seconds(0.25))
    print("  page \(page) finished")
}

@main
struct Program {
    static func main() async {
        let tasks = (1...5).map { page in
            Task(name: "download \(page)") { await download(page) }
        }
        for task in tasks { await task.value }
    }
}
