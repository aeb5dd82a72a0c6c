// Two photos are made smaller by a call that blocks.
import Glibc

@main
struct Program {
    static func main() async {
        let first = Task.detached(name: "photo 1") {
            usleep(500_000)  // 0.5 s
            print("photo 1 done")
        }
        let second = Task.detached(name: "photo 2") {
            usleep(500_000)
            print("photo 2 done")
        }
        await first.value
        await second.value
    }
}
