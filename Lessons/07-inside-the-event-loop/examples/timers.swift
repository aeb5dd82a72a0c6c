// Three timers, and a task that keeps the thread busy.
import Glibc

func remind(_ food: String, after seconds: Double) async {
    try? await Task.sleep(for: .seconds(seconds))
    print(food)
}

func clean() {
    usleep(500_000)  // microseconds
}

@main
struct Program {
    static func main() async {
        let foods = [("eggs", 0.3), ("tea", 0.1), ("rice", 0.2)]
        let timers = foods.map { food, seconds in
            Task(name: food) { await remind(food, after: seconds) }
        }
        let cleaning = Task(name: "cleaning") { clean() }
        for timer in timers { await timer.value }
        await cleaning.value
    }
}
