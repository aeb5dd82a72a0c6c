@main
struct Program {
    static func main() {
        print("no task at all")
    }
}
