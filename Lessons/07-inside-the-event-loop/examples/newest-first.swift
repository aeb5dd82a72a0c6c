// A loop of our own for Swift tasks. Only the main thread uses it.
import Glibc

nonisolated final class Loop: TaskExecutor {
    nonisolated(unsafe) var ready: [UnownedJob] = []

    func enqueue(_ job: consuming ExecutorJob) {
        ready.append(UnownedJob(job))
    }
}

@main
struct Program {
    static func main() {
        let loop = Loop()
        for pot in ["soup", "rice"] {
            Task.detached(name: pot, executorPreference: loop) {
                print(pot)
                usleep(200_000)  // microseconds
                await Task.yield()
                print(pot)
                usleep(200_000)
            }
        }
        while let job = loop.ready.popLast() {
            job.runSynchronously(on: loop.asUnownedTaskExecutor())
        }
    }
}
