// An alarm that is switched off before it rings.

@main
struct Program {
    static func main() async {
        let alarm = Task(name: "alarm") {
            try await Task.sleep(for: .seconds(0.9))
            print("ring")
        }
        try? await Task.sleep(for: .seconds(0.3))
        alarm.cancel()
        try? await alarm.value
        print("quiet")
    }
}
