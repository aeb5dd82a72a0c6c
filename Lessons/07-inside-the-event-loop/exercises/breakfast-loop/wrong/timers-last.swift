// A breakfast in jobs, and the event loop that runs it.
import Glibc

var ready: [() -> Void] = []
var timers: [(due: ContinuousClock.Instant, job: () -> Void)] = []

func soon(_ job: @escaping () -> Void) { ready.append(job) }
func after(_ seconds: Double, _ job: @escaping () -> Void) {
    timers.append((.now + .seconds(seconds), job))
}
func run() async {
    while !ready.isEmpty || !timers.isEmpty {
        timers.sort { $0.due < $1.due }
        if ready.isEmpty {
            let (due, job) = timers.removeFirst()
            try? await Task.sleep(until: due)
            ready.append(job)
        }
        ready.removeFirst()()
    }
}

func stir(_ times: Int) {
    print("stir")
    if times > 1 { soon { stir(times - 1) } }
    usleep(200_000)  // microseconds
}

@main
struct Program {
    static func main() async {
        after(0.9) {
            print("eggs")
            soon { print("salt") }
        }
        after(0.1) { print("tea") }
        soon { stir(3) }
        soon { after(0.5) { print("rice") } }
        await run()
    }
}
