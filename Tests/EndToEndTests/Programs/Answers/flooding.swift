@main
struct Program {
    static func main() async {
        while true { print("more and more and more of the same") }
    }
}
