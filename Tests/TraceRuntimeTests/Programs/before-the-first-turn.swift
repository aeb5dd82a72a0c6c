// Tasks that are cancelled, or raised in priority, while they wait for their first turn.
@main
@MainActor
struct Program {
    static func main() async {
        let cancelled = Task(name: "cancelled") { Task.isCancelled }
        cancelled.cancel()
        print("main goes on")
        print("cancelled:", await cancelled.value)
        await withTaskGroup { group in
            group.addTask(name: "child") { @MainActor in print("child:", Task.isCancelled) }
            group.cancelAll()
            print("group cancelled")
        }
        let raised = Task(name: "raised", priority: .background) {
            Task.basePriority == .background
        }
        let waiting = Task(name: "waiting", priority: .high) { await raised.value }
        print("raised:", await waiting.value)
    }
}
