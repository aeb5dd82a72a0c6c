// Standard output led to a file and back, and closed: what goes elsewhere is no output.
import Glibc

@main
struct Program {
    static func main() async {
        print("before")
        fflush(nil)
        let kept = dup(1)
        let file = open("/dev/null", O_WRONLY)
        dup2(file, 1)
        print("to nowhere")
        fflush(nil)
        write(1, "nor this\n", 9)
        dup2(kept, 1)
        print("after")
        fflush(nil)
        close(1)
        let refused = write(1, "x\n", 2)
        let second = open("/dev/null", O_WRONLY)
        write(second, "not that\n", 9)
        dup2(kept, 1)
        print("refused:", refused, "second:", second)
    }
}
