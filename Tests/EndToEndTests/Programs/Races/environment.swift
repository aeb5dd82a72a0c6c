import Glibc

nonisolated(unsafe) var count = 0

@main struct Program {
    static func main() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 { group.addTask { count += 1 } }
        }
        print(getenv("TSAN_OPTIONS").map { String(cString: $0) } ?? "none")
        print(getenv("ASYNCLAB_RACES") == nil)
        exit(3)
    }
}
