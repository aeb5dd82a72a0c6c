// A printer that is told to stop.

@main
struct Program {
    static func main() async {
        let printer = Task(name: "printer") {
            for page in 1...4 {
                try? await Task.sleep(for: .seconds(0.2))
                print("page \(page)")
            }
        }
        try? await Task.sleep(for: .seconds(0.5))
        printer.cancel()
        await printer.value
    }
}
