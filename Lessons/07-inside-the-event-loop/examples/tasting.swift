// Three pots, one cook: each pot is stirred, tasted, stirred.
import Glibc

func stir(_ pot: String) {
    print(pot)
    usleep(200_000)  // microseconds
}

func taste(_ pot: String) async {
    print("\(pot) tastes good")
}

func cook(_ pot: String) async {
    stir(pot)
    await taste(pot)
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
