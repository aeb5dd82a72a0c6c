// Unwrapping nil inside an actor.
// signal: SIGILL
// stderr: first-line
import Foundation

actor Shop {
    var prices: [String: Int] = [:]

    func price(of name: String) -> Int {
        // swift-format-ignore: NeverForceUnwrap
        prices[name]!
    }
}

@main
struct Program {
    static func main() async {
        print("before")
        fflush(nil)
        print(await Shop().price(of: "tea"))
    }
}
