// isolation: none
// The same, but the task gives its thread back while it waits.
import Glibc

await withTaskGroup(of: Void.self) { group in
    group.addTask(name: "copier") {
        try? await Task.sleep(for: .seconds(0.3))
        print("copied")
    }
}
