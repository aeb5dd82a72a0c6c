// A global actor of the program's own keeps its state from overlapping changes.
@globalActor
actor Kitchen {
    static let shared = Kitchen()
}

@Kitchen var cups = 0

@Kitchen func brew() async {
    Kitchen.assertIsolated()
    let before = cups
    cups = before + 1
    await Task.yield()
    Kitchen.assertIsolated()
}

@main
struct Program {
    static func main() async {
        await withDiscardingTaskGroup { group in
            for _ in 1...100 { group.addTask { await brew() } }
        }
        print("cups", await cups)
        await Task { @Kitchen in
            Kitchen.assertIsolated()
            cups += 1
        }.value
        print("cups", await cups)
    }
}
