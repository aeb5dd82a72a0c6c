// isolation: main
// The same work, on a thread of the pool.
import Glibc

nonisolated func resize() {
    usleep(400_000)
}

func tick() async {
    try? await Task.sleep(for: .seconds(0.1))
    print("tick")
}

let clock = Task(name: "clock") { await tick() }
let photo = Task.detached(name: "photo") { resize() }
await photo.value
await clock.value
