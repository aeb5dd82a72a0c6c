// @concurrent leaves the main actor, nonisolated(nonsending) stays with its caller.
import Dispatch

nonisolated(nonsending) func stays() async -> String {
    dispatchPrecondition(condition: .onQueue(.main))
    await Task.yield()
    dispatchPrecondition(condition: .onQueue(.main))
    return "stays"
}

@concurrent func leaves() async -> String {
    dispatchPrecondition(condition: .notOnQueue(.main))
    return "leaves"
}

nonisolated func plain() async -> String {
    dispatchPrecondition(condition: .notOnQueue(.main))
    return "plain"
}

@main
struct Program {
    static func main() async {
        print(await stays(), await leaves(), await plain())
        MainActor.assertIsolated()
    }
}
