// Three orders are handled at once.
import Glibc

func lookUp(_ order: Int) async {
    try? await Task.sleep(for: .seconds(0.2))
    print("order \(order) found")
}

func weigh(_ order: Int) {
    print("order \(order) weighed")
}

func payByCard(_ order: Int) async {
    usleep(300_000)  // 0.3 s
    print("order \(order) paid")
}

func payOnline(_ order: Int) async {
    try? await Task.sleep(for: .seconds(0.3))
    print("order \(order) paid")
}

func handle(_ order: Int) async {
    await lookUp(order)
    weigh(order)
    await payOnline(order)
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            for order in 1...3 {
                group.addTask { await handle(order) }
            }
        }
    }
}
