// An async let that nobody awaits is cancelled and waited for at the end of its scope.
import Synchronization

let log = Mutex<[String]>([])

func work() async {
    do {
        try await Task.sleep(for: .seconds(30))
        log.withLock { $0.append("slept to the end") }
    } catch {
        log.withLock { $0.append("cancelled") }
    }
}

func scope() async {
    async let _ = work()
    await Task.yield()
    log.withLock { $0.append("scope ends") }
}

@main
struct Program {
    static func main() async {
        await scope()
        log.withLock { $0.append("scope left") }
        print(log.withLock { $0 })
    }
}
