struct Table {
    static let shared = Table()
    let values: [Int]
    init() { values = (0..<10).map { $0 * $0 } }
}

let names = ["one", "two", "three"].map { $0.uppercased() }
let total = Table.shared.values.reduce(0, +)

func look() -> Int { names.count + total + Table.shared.values.count }

@main struct Program {
    static func main() async {
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { look() } }
            for await found in group { print(found) }
        }
    }
}
