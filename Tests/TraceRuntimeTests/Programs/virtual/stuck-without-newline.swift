// Stuck with output that C's library still holds.
import Dispatch
@preconcurrency import Glibc

@main
struct Program {
    static func main() {
        setvbuf(stdout, nil, _IOFBF, 0)
        print("no end of line", terminator: "")
        DispatchSemaphore(value: 0).wait()
    }
}
