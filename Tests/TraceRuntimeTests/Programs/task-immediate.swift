// Task.immediate runs its first stretch at once, in the caller's place.
@main
struct Program {
    static func main() async {
        print("before")
        let task = Task.immediate {
            print("first stretch")
            try? await Task.sleep(for: .milliseconds(5))
            print("second stretch")
            return 42
        }
        print("after")
        print(await task.value)
        await withTaskGroup(of: Void.self) { group in
            group.addImmediateTask { print("child, first stretch") }
            print("after the child")
        }
    }
}
