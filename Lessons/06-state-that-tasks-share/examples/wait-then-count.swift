// Five guests order, and each order is counted.
var total = 0

func takeOrder(_ number: Int) async {
    try? await Task.sleep(for: .seconds(0.5))  // the guest chooses
    let before = total
    print("reads \(before)")
    total = before + 1
}

@main
struct Program {
    static func main() async {
        let orders = (1...5).map { number in
            Task(name: "order \(number)") { await takeOrder(number) }
        }
        for order in orders { await order.value }
        print("total \(total)")
    }
}
