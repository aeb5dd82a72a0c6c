// Unbuffered standard error, from main and tasks, beside standard output.
import Foundation

func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

@main
struct Program {
    static func main() async {
        print("out 1")
        complain("error 1")
        await Task.detached { complain("error 2") }.value
        try? await Task.sleep(for: .milliseconds(5))
        _ = "error 3\n".withCString { write(2, $0, strlen($0)) }
        print("out 2")
        errno = ENOENT
        perror("error 4")
    }
}
