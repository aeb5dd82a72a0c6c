// An async main that never suspends.
@main
struct Program {
    static func main() async {
        print("only line")
    }
}
