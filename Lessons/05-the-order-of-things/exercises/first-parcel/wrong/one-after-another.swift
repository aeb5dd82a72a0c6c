// Three orders. Each is packed and paid, and then it leaves.
import Glibc

class Shop {
    private let opening = ContinuousClock.now
    private var (packed, paid) = (Set<Int>(), Set<Int>())

    func pack(_ order: Int) {
        usleep(200_000)  // microseconds
        packed.insert(order)
    }
    func pay(_ n: Int) async {
        try? await Task.sleep(for: .seconds([0.8, 0.5, 0.2][n - 1]))
        paid.insert(n)
    }
    func send(_ order: Int) {
        let tenths = (.now - opening) / .milliseconds(100)
        guard packed.remove(order) != nil, paid.remove(order) != nil
        else { return print("order \(order) is not complete") }
        print("order \(order) leaves at \(tenths.rounded() / 10) s")
    }
}
let shop = Shop()

func handle(_ order: Int) async {
    shop.pack(order)
    await shop.pay(order)
    shop.send(order)
}

@main
struct Program {
    static func main() async {
        for order in [3, 2, 1] { await handle(order) }
    }
}
