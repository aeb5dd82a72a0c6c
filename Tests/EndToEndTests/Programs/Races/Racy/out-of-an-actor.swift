final class Settings: @unchecked Sendable {
    var volume = 5
}

actor Player {
    let settings = Settings()

    func louder() {
        settings.volume += 1  // race
    }
}

@main struct Program {
    static func main() async {
        let player = Player()
        let settings = player.settings
        let task = Task.detached { await player.louder() }
        let other = Task.detached {
            settings.volume = 0  // race
        }
        await task.value
        await other.value
    }
}
