// isolation: none
// One thread of the pool is left for the others.
import Glibc

await withTaskGroup(of: Void.self) { group in
    for number in 1...1 {
        group.addTask(name: "blocker \(number)") {
            usleep(500_000)  // microseconds
        }
    }
    group.addTask(name: "quick") {
        print("quick")
    }
}
