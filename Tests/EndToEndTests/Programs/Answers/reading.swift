@main
struct Program {
    static func main() async {
        print(readLine() ?? "nothing to read")
        print("done")
    }
}
