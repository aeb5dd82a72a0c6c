// One task loops for ever without looking at anything; another sleeps.
@main
struct Program {
    static func main() async {
        await withTaskGroup { group in
            group.addTask(name: "sleeps") { try? await Task.sleep(for: .seconds(1)) }
            group.addTask(name: "loops") {
                print("looping")
                var number = 1
                while number != 0 { number = number &* 3 | 1 }
            }
        }
    }
}
