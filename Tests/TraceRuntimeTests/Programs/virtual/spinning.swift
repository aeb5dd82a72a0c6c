// Loops that only wait for time to pass end: it passes for them.
import Dispatch
import Glibc

actor Box {
    private(set) var isFull = false
    func fill() { isFull = true }
}

@main
struct Program {
    static func main() async {
        let clock = ContinuousClock()
        let start = clock.now
        while clock.now - start < .milliseconds(20) {}
        print("clock read", clock.now - start < .milliseconds(21))
        await yields(clock)
        await polls(clock)
        let thread = clock.now
        while clock.now - thread < .milliseconds(5) { sched_yield() }
        print("thread yielded", clock.now - thread < .milliseconds(6))
    }

    static func yields(_ clock: ContinuousClock) async {
        let sleep = Task { try? await Task.sleep(for: .milliseconds(10)) }
        let box = Box()
        Task {
            await sleep.value
            await box.fill()
        }
        let start = clock.now
        while await !box.isFull { await Task.yield() }
        print("yielded", clock.now - start >= .milliseconds(9), clock.now - start < .seconds(1))
    }

    static func polls(_ clock: ContinuousClock) async {
        let box = Box()
        let start = clock.now
        Task {
            try? await Task.sleep(for: .milliseconds(10))
            await box.fill()
        }
        while await !box.isFull {}
        print("polled", clock.now - start >= .milliseconds(9), clock.now - start < .seconds(1))
    }
}
