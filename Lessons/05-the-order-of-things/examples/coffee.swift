// One barista, three orders. Only the dripping leaves the hands free.
import Glibc

func grind() { usleep(300_000) }  // microseconds
func serve() { usleep(100_000) }

func makeCoffee(_ order: Int) async {
    grind()
    try? await Task.sleep(for: .seconds(0.2))  // the coffee drips
    serve()
    print("order \(order) is ready")
}

@main
struct Program {
    static func main() async {
        let tasks = (1...3).map { order in
            Task(name: "order \(order)") { await makeCoffee(order) }
        }
        for task in tasks { await task.value }
    }
}
