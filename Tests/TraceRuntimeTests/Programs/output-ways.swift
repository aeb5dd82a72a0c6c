// Output by print with terminators, print to a stream of its own, FileHandle, fputs, write and puts.
import Foundation

struct Standard: TextOutputStream {
    func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}

@main
struct Program {
    static func main() async {
        print("a", "b", separator: "-", terminator: "!\n")
        print("no newline", terminator: "")
        print()
        fflush(nil)
        var stream = Standard()
        print("through a stream", to: &stream)
        _ = "through write\n".withCString { write(1, $0, strlen($0)) }
        puts("through puts")
        fflush(nil)
        await Task.detached { print("from a task: Grüße, 你好") }.value
        debugPrint("debug")
        dump([1, 2])
        print("last, without a newline", terminator: "")
    }
}
