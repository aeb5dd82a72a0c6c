// Tasks whose lives are known: names, parents, a sleep, a blocking call, and every way to end.
import Glibc

struct Spoilt: Error {}

func nap() { usleep(30_000) }

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "sleeps") { try? await Task.sleep(for: .milliseconds(60)) }
            group.addTask(name: "blocks") { nap() }
            group.addTask(name: "nests") {
                await withTaskGroup { inner in
                    inner.addTask(name: "nested") { await Task.yield() }
                }
            }
        }
        print(await Task(name: "throws") { throw Spoilt() }.result)
        let cancelled = Task(name: "is cancelled") { try await Task.sleep(for: .seconds(30)) }
        cancelled.cancel()
        _ = await cancelled.result
        let stubborn = Task(name: "is stubborn") {
            while !Task.isCancelled { await Task.yield() }
            return "returned"
        }
        stubborn.cancel()
        print(await stubborn.value)
        let (started, continuation) = AsyncStream<Void>.makeStream()
        Task.detached(name: "is cut off") {
            continuation.finish()
            try? await Task.sleep(for: .seconds(30))
        }
        for await _ in started {}
        await main(of: "immediate")
    }

    static func main(of name: String) async {
        let task = Task.immediate(name: name) { print("at once") }
        print("main goes on")
        await task.value
    }
}
