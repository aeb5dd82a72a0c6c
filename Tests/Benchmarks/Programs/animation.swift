@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            for number in 1...12 {
                group.addTask(name: "mover \(number)") {
                    for round in 1...600 {
                        try? await Task.sleep(for: .milliseconds(5 * number))
                        if round % 20 == 0 { print("mover \(number) round \(round)") }
                    }
                }
            }
        }
    }
}
