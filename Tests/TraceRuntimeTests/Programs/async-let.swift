// async let: children overlap, and their values and errors come at the await.
enum KitchenError: Error {
    case outOfTea
}

func pour(_ name: String, throwing: Bool = false) async throws -> String {
    try await Task.sleep(for: .milliseconds(10))
    if throwing { throw KitchenError.outOfTea }
    return name
}

@main
struct Program {
    static func main() async throws {
        async let coffee = pour("coffee")
        async let milk = pour("milk")
        async let number = 42
        print(try await [coffee, milk], await number)
        async let tea = pour("tea", throwing: true)
        do {
            print(try await tea)
        } catch {
            print("caught", error)
        }
    }
}
