final class Cache: @unchecked Sendable {
    private var values: [Int: Int] = [:]

    func value(for key: Int) -> Int {
        if let known = values[key] { return known }  // race
        values[key] = key * key  // race
        return key * key
    }
}

@main struct Program {
    static func main() async {
        let cache = Cache()
        await withTaskGroup(of: Int.self) { group in
            for key in 0..<3 { group.addTask { cache.value(for: key) } }
        }
    }
}
