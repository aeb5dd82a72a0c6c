@main
struct Program {
    static func main() async {
        print("done")
        var number = 1
        while true { number = number &* 3 | 1 }
    }
}
