// Much at once: actors, groups, sleeps, queues, threads, locks, random numbers, sets, dates.
import Foundation
import Synchronization

actor Counter {
    private(set) var log: [String] = []
    func add(_ text: String) { log.append(text) }
}

let shared = Mutex(Set<String>())

func worker(_ number: Int, _ counter: Counter) async {
    for round in 1...3 {
        try? await Task.sleep(for: .milliseconds(Int.random(in: 1...20)))
        await counter.add("\(number).\(round)")
        shared.withLock { _ = $0.insert("\(number)/\(round)") }
        await Task.yield()
    }
    if number % 3 == 0 { block(number) }
    print("worker", number, Date().timeIntervalSince1970)
}

func block(_ number: Int) { usleep(UInt32(number) * 1_000) }

func queues() async {
    let queue = DispatchQueue(label: "concurrent", attributes: .concurrent)
    await withCheckedContinuation { continuation in
        let group = DispatchGroup()
        for number in 1...6 {
            queue.async(group: group) {
                usleep(UInt32.random(in: 1...2_000))
                shared.withLock { _ = $0.insert("queue \(number)") }
                print("queue", number, Thread.current.isMainThread)
            }
        }
        group.notify(queue: .main) {
            print("main queue")
            continuation.resume()
        }
    }
}

func threads() {
    let condition = NSCondition()
    nonisolated(unsafe) var left = 4
    for number in 1...4 {
        Thread.detachNewThread {
            for _ in 1...5 { Thread.sleep(forTimeInterval: .random(in: 0.001...0.003)) }
            condition.lock()
            left -= 1
            print("thread", number, left)
            condition.signal()
            condition.unlock()
        }
    }
    condition.lock()
    while left > 0 { condition.wait() }
    condition.unlock()
}

@main
struct Program {
    static func main() async {
        let counter = Counter()
        async let queued: Void = queues()
        await withTaskGroup { group in
            for number in 1...8 {
                group.addTask(name: "worker \(number)") { await worker(number, counter) }
            }
            group.addTask(name: "threads") { threads() }
        }
        await queued
        print(await counter.log)
        print(shared.withLock { Array($0) })
        print(UUID(), ProcessInfo.processInfo.globallyUniqueString.isEmpty)
        DispatchQueue.concurrentPerform(iterations: 4) { print("perform", $0) }
        print(Date(), ObjectIdentifier(counter) == ObjectIdentifier(counter))
    }
}
