// isolation: none
// A task blocks the thread that it is on.
import Glibc

await withTaskGroup(of: Void.self) { group in
    group.addTask(name: "copier") {
        usleep(300_000)
        print("copied")
    }
}
