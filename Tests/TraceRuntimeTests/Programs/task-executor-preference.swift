// A task executor of the program's own runs what prefers it, children too, and nothing else.
import Dispatch

final class Kitchen: TaskExecutor {
    let queue = DispatchQueue(label: "kitchen")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

nonisolated func checkInside(_ kitchen: Kitchen) async -> Int {
    dispatchPrecondition(condition: .onQueue(kitchen.queue))
    return 1
}

@main
struct Program {
    static func main() async {
        let kitchen = Kitchen()
        let inScope = await withTaskExecutorPreference(kitchen) {
            async let child = checkInside(kitchen)
            return await checkInside(kitchen) + child
        }
        print("scope", inScope)
        let task = Task(executorPreference: kitchen) {
            await Task.yield()
            return await checkInside(kitchen)
        }
        print("task", await task.value)
        let sum = await withTaskGroup(of: Int.self) { group in
            for _ in 1...5 {
                group.addTask(executorPreference: kitchen) { await checkInside(kitchen) }
            }
            var sum = 0
            for await one in group { sum += one }
            return sum
        }
        print("group", sum)
        await Task.detached { dispatchPrecondition(condition: .notOnQueue(kitchen.queue)) }.value
    }
}
