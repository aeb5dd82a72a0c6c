// Main-actor default isolation: plain functions and variables are the main actor's.
// isolation: main
var log: [String] = []

func work(_ name: String) async {
    MainActor.assertIsolated()
    log.append("\(name) starts")
    try? await Task.sleep(for: .milliseconds(50))
    MainActor.assertIsolated()
    log.append("\(name) ends")
}

@concurrent func elsewhere() async -> Int {
    (1...1000).reduce(0, +)
}

@main
struct Program {
    static func main() async {
        async let first: Void = work("a")
        async let second: Void = work("b")
        _ = await (first, second)
        print(log.sorted())
        print(log.prefix(2).allSatisfy { $0.hasSuffix("starts") })
        print(await elsewhere())
    }
}
