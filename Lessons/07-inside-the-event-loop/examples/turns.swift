// Three pots, one cook: each pot is stirred twice.
import Glibc

func stir(_ pot: String) {
    print(pot)
    usleep(200_000)  // microseconds
}

func cook(_ pot: String) async {
    stir(pot)
    await Task.yield()
    stir(pot)
}

@main
struct Program {
    static func main() async {
        let tasks = ["soup", "rice", "sauce"].map { pot in
            Task(name: pot) { await cook(pot) }
        }
        for task in tasks { await task.value }
    }
}
