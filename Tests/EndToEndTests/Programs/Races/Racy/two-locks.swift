import Synchronization

nonisolated(unsafe) var total = 0
let first = Mutex(0)
let second = Mutex(0)

func addWithFirst() {
    first.withLock { _ in
        total += 1  // race
    }
}

func addWithSecond() {
    second.withLock { _ in
        total += 1  // race
    }
}

@main struct Program {
    static func main() async {
        let one = Task.detached { addWithFirst() }
        let other = Task.detached { addWithSecond() }
        await one.value
        await other.value
    }
}
