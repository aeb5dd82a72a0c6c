// Another task ends the program while main is at work.
// exit: 3
import Glibc

func pauses() {
    usleep(10_000)
}

@main
struct Program {
    static func main() async {
        Task.detached(name: "quitter") {
            print("leaving")
            exit(3)
        }
        while true { pauses() }
    }
}
