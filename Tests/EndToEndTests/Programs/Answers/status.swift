import Glibc

@main
struct Program {
    static func main() async {
        print("done")
        exit(3)
    }
}
