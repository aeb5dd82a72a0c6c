// Reading an empty standard input to its end, in main and in a task.
import Foundation

@main
struct Program {
    static func main() async {
        var lines = 0
        while readLine() != nil { lines += 1 }
        print("lines", lines)
        let rest = await Task.detached {
            (try? FileHandle.standardInput.readToEnd())??.count ?? 0
        }.value
        print("rest", rest)
    }
}
