// Four orders, and a line of the log for each.

func handle(_ order: Int) async {
    try? await Task.sleep(for: .seconds(0.2))
    print("order \(order) done")
}

func writeLog(_ order: Int) async {
    let seconds = [0.3, 0.8, 0.6, 0.3][order - 1]
    try? await Task.sleep(for: .seconds(seconds))
    print("log of order \(order)")
}

@main
struct Program {
    static func main() async {
        for order in 1...4 {
            await handle(order)
            let log = Task { await writeLog(order) }
            await log.value
        }
    }
}
