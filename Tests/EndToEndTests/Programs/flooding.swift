@main
struct Program {
    static func main() async {
        let flood = Task(name: "flood") {
            while true { print("much and more of it") }
        }
        await flood.value
    }
}
