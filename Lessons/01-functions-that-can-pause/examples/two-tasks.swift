// Two tasks beside main: the coffee takes longer than the toast.

func make(_ thing: String, seconds: Double) async {
    print("\(thing) on")
    try? await Task.sleep(for: .seconds(seconds))
    print("\(thing) done")
}

@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "coffee") {
                await make("coffee", seconds: 0.6)
            }
            group.addTask(name: "toast") {
                await make("toast", seconds: 0.3)
            }
        }
    }
}
