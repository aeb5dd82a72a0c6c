// Names of tasks, and who does not inherit them.
@main
struct Program {
    static func main() async {
        print("main:", Task.name ?? "none")
        let outer = Task(name: "outer") {
            let inner = await Task { Task.name ?? "none" }.value
            async let child = Task.name ?? "none"
            return [Task.name ?? "none", inner, await child]
        }
        print(await outer.value)
        let names = await withTaskGroup(of: String.self) { group in
            for number in 1...3 {
                group.addTask(name: "download \(number)") { Task.name ?? "none" }
            }
            var names: [String] = []
            for await name in group { names.append(name) }
            return names
        }
        print(names.sorted())
        print(await Task.detached(name: "detached") { Task.name ?? "none" }.value)
    }
}
