// Sleeps end in the order of their deadlines, however they were begun.
@MainActor var woken: [Int] = []

@main
struct Program {
    static func main() async {
        let start = ContinuousClock.now
        await withDiscardingTaskGroup { group in
            for step in [4, 1, 3, 0, 2] {
                group.addTask {
                    try? await Task.sleep(
                        until: start + .milliseconds(10 + 150 * step),
                        clock: .continuous
                    )
                    await note(step)
                }
            }
        }
        print(woken)
    }

    @MainActor static func note(_ step: Int) { woken.append(step) }
}
