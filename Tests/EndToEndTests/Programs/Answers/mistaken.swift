@main
struct Program {
    static func main() async {
        let number: Int = "seven"
        print(number)
    }
}
