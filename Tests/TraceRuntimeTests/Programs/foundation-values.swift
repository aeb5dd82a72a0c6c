// Dates, JSON, formatting and regular expressions work in tasks as they do without.
import Foundation

struct Order: Codable, Equatable {
    var id: Int
    var cups: [String]
    var date: Date
}

@main
struct Program {
    static func main() async throws {
        let order = Order(
            id: 7,
            cups: ["coffee", "tea"],
            date: Date(timeIntervalSince1970: 86_400)
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.dateEncodingStrategy = .iso8601
        let data = try encoder.encode(order)
        print(String(decoding: data, as: UTF8.self))
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let copy = await Task.detached { try? decoder.decode(Order.self, from: data) }.value
        print("same:", copy == order)
        print(String(format: "%05.1f", 3.14159), "cup 12".firstMatch(of: /\d+/)?.output ?? "none")
        print("now is later:", Date() > Date(timeIntervalSince1970: 1_700_000_000))
    }
}
