// A log that is written while the program does other work.

func writeLog() async {
    for number in 1...3 {
        try? await Task.sleep(for: .seconds(0.2))
        print("log \(number)")
    }
}

@main
struct Program {
    static func main() async {
        Task(name: "log") { await writeLog() }
        try? await Task.sleep(for: .seconds(0.5))  // other work
    }
}
