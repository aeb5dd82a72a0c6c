import Glibc

@main
struct Program {
    static func main() async {
        let words = CommandLine.arguments.dropFirst().prefix(2).joined(separator: " ")
        await Task(name: words) { print(words) }.value
        exit(Int32(CommandLine.arguments[3]) ?? -1)
    }
}
