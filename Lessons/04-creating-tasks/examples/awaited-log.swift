// The same log; at its end the program waits for it.

func writeLog() async {
    for number in 1...3 {
        try? await Task.sleep(for: .seconds(0.2))
        print("log \(number)")
    }
}

@main
struct Program {
    static func main() async {
        let log = Task(name: "log") { await writeLog() }
        try? await Task.sleep(for: .seconds(0.5))  // other work
        await log.value
    }
}
