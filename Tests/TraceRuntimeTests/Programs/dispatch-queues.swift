// Dispatch queues beside tasks: async, sync, asyncAfter, a barrier and a group.
import Dispatch
import Synchronization

let log = Mutex<[String]>([])

@Sendable func note(_ line: String) { log.withLock { $0.append(line) } }

@main
struct Program {
    static func main() async {
        let serial = DispatchQueue(label: "serial")
        for number in 1...3 { serial.async { note("async \(number)") } }
        wait(for: serial)
        await withCheckedContinuation { continuation in
            serial.asyncAfter(deadline: .now() + .milliseconds(20)) { note("after 20") }
            serial.asyncAfter(deadline: .now() + .milliseconds(60)) {
                note("after 60")
                continuation.resume()
            }
        }
        let parallel = DispatchQueue(label: "parallel", attributes: .concurrent)
        let group = DispatchGroup()
        for _ in 1...4 { parallel.async(group: group) { note("member") } }
        parallel.async(group: group, flags: .barrier) { note("barrier") }
        await withCheckedContinuation { continuation in
            group.notify(queue: .main) {
                dispatchPrecondition(condition: .onQueue(.main))
                continuation.resume()
            }
        }
        for line in log.withLock({ $0 }) { print(line) }
    }

    static func wait(for queue: DispatchQueue) {
        queue.sync { note("sync") }
    }
}
