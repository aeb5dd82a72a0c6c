import Glibc
import Synchronization

let total = Mutex(0)

func add() {
    total.withLock {
        $0 += 1
        usleep(1000)
        $0 += 1
    }
}

@main struct Program {
    static func main() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { add() } }
        }
        print(total.withLock { $0 })
    }
}
