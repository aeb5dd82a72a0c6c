// A task writes to a pipe that nobody reads any more.
// signal: SIGPIPE
import Glibc

@main
struct Program {
    static func main() async {
        var ends: [CInt] = [0, 0]
        pipe(&ends)
        close(ends[0])
        let writer = ends[1]
        await Task.detached { _ = write(writer, "x", 1) }.value
        print("never printed")
    }
}
