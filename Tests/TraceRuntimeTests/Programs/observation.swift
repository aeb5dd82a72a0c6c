// Observation: a change of an observed property is told once, before it happens.
import Observation

@Observable @MainActor
final class Shop {
    var cups = 0
    var name = "Corner"
}

@main
@MainActor
struct Program {
    static func main() async {
        let shop = Shop()
        let (changes, continuation) = AsyncStream<String>.makeStream()
        withObservationTracking {
            _ = shop.cups
        } onChange: {
            continuation.yield("cups will change")
            continuation.finish()
        }
        shop.name = "Market"
        Task { shop.cups += 1 }
        for await change in changes { print(change) }
        shop.cups += 1
        print(shop.name, shop.cups)
    }
}
