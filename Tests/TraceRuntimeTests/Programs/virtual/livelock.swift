// Two tasks give each other their turn, for ever.
@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            for name in ["polite", "politer"] {
                group.addTask(name: name) {
                    while true { await Task.yield() }
                }
            }
        }
    }
}
