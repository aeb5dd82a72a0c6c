import Glibc

@main
struct Program {
    static func main() async {
        print("page 1 here")
        exit(0)
    }
}
