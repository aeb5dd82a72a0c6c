// withTaskCancellationHandler: run once at the cancel, at once if cancelled before, never otherwise.
import Synchronization

let log = Mutex<[String]>([])

@MainActor func wait(_ name: String, _ duration: Duration) async {
    await withTaskCancellationHandler {
        try? await Task.sleep(for: duration)
    } onCancel: {
        log.withLock { $0.append("\(name) cancelled") }
    }
    log.withLock { $0.append("\(name) ended") }
}

@main
struct Program {
    static func main() async {
        let later = Task { await wait("later", .seconds(30)) }
        try? await Task.sleep(for: .milliseconds(10))
        later.cancel()
        await later.value
        let before = Task {
            while !Task.isCancelled { await Task.yield() }
            await wait("before", .seconds(30))
        }
        before.cancel()
        await before.value
        await Task { await wait("never", .milliseconds(5)) }.value
        for line in log.withLock({ $0 }) { print(line) }
    }
}
