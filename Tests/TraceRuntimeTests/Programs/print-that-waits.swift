// Values whose descriptions take time, printed by several tasks: who prints has the stream's lock.
import Glibc

struct Slow: CustomStringConvertible {
    var description: String {
        usleep(10_000)
        return "slow"
    }
}

@main
struct Program {
    static func main() async {
        await withDiscardingTaskGroup { group in
            for _ in 0..<3 {
                group.addTask { print(Slow()) }
            }
        }
        print("end")
    }
}
