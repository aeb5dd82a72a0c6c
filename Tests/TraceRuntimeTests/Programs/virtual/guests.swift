// Three tasks that are woken at the same time.
@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            for name in ["ann", "bob", "cleo"] {
                group.addTask(name: name) {
                    print(name, "comes")
                    try? await Task.sleep(for: .seconds(1))
                    print(name, "goes")
                }
            }
        }
        print("end")
    }
}
