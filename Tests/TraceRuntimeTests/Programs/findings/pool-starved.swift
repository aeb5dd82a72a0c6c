// isolation: none
// As many tasks block as the pool has threads: another one that could run has none.
import Glibc

await withTaskGroup(of: Void.self) { group in
    for number in 1...2 {
        group.addTask(name: "blocker \(number)") {
            usleep(500_000)  // microseconds
        }
    }
    group.addTask(name: "quick") {
        print("quick")
    }
}
