// Five downloads with an old library that blocks while it waits.
import Glibc

func legacyCall(_ seconds: Double) {
    usleep(UInt32(seconds * 1_000_000))  // microseconds
}

func download(_ page: Int) async {
    print("page \(page) started")
    legacyCall(0.5)
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
