// A group hands over its children in the order in which they end.
@main
struct Program {
    static func main() async {
        let order = await withTaskGroup(of: String.self) { group in
            for (name, delay) in [("slow", 120), ("fast", 5), ("middle", 60)] {
                group.addTask {
                    try? await Task.sleep(for: .milliseconds(delay))
                    return name
                }
            }
            var order: [String] = []
            for await name in group { order.append(name) }
            return order
        }
        print(order)
    }
}
