// Two tasks wait for each other.
actor Meeting {
    private var tasks: [Task<Void, Never>] = []
    func add(_ task: Task<Void, Never>) { tasks.append(task) }
    func task(_ number: Int) -> Task<Void, Never> { tasks[number] }
}

@main
struct Program {
    static func main() async {
        let meeting = Meeting()
        for number in 0...1 {
            await meeting.add(
                Task(name: "guest \(number)") {
                    try? await Task.sleep(for: .seconds(1))
                    await meeting.task(1 - number).value
                }
            )
        }
        await meeting.task(0).value
        print("done")
    }
}
