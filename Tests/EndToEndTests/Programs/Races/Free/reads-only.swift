final class Settings: @unchecked Sendable {
    var volume = 5
}
nonisolated(unsafe) var limit = 10

@main struct Program {
    static func main() async {
        let settings = Settings()
        limit = 20
        settings.volume = 6
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { settings.volume + limit } }
            for await sum in group { print(sum) }
        }
    }
}
