import Glibc

/// Runs a command and waits for it.
func run(_ arguments: String...) {
    var child: pid_t = 0
    let words = arguments.map { strdup($0) } + [nil]
    guard posix_spawn(&child, arguments[0], nil, nil, words, environ) == 0 else { exit(2) }
    var status: Int32 = 0
    waitpid(child, &status, 0)
}

@main struct Children {
    static func main() async {
        print("before")
        let shell = Task(name: "shell") { run("/bin/sh", "-c", "sleep 0.2; echo from the child") }
        try? await Task.sleep(for: .seconds(1))
        await shell.value
        print("after")
    }
}
