// A task makes another task while a third one is ready.
import Glibc

func stir(_ pot: String) {
    print(pot)
    usleep(300_000)  // microseconds
}

@main
struct Program {
    static func main() async {
        let soup = Task(name: "soup") {
            let sauce = Task(name: "sauce") { stir("sauce") }
            stir("soup")
            await sauce.value
        }
        let rice = Task(name: "rice") { stir("rice") }
        await soup.value
        await rice.value
    }
}
