@globalActor actor Storage {
    static let shared = Storage()
}

@Storage var saved: [Int] = []

@Storage func save(_ item: Int) {
    saved.append(item)
}

@main struct Program {
    static func main() async {
        await withTaskGroup(of: Void.self) { group in
            for item in 0..<4 {
                group.addTask { await save(item) }
                group.addTask { @Storage in saved.append(item) }
            }
        }
        print(await saved.count)
    }
}
