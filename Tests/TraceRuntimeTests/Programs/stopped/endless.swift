/// Computes for ever.
@main struct Endless {
    static func main() async {
        var count: UInt64 = 0
        while true { count &+= 1 }
    }
}
