// An event loop: a ready queue, timers, and turns.
import Glibc

var ready: [() -> Void] = []
var timers: [(due: ContinuousClock.Instant, job: () -> Void)] = []

func turn() {
    timers.sort { $0.due < $1.due }
    while let first = timers.first, first.due <= .now {
        ready.append(timers.removeFirst().job)
    }
    if ready.isEmpty {
        let wait = ContinuousClock.now.duration(to: timers[0].due)
        usleep(UInt32(max(0, wait / .microseconds(1))))
    } else {
        let job = ready.removeFirst()
        job()
    }
}

@main
struct Program {
    static func main() async {
        timers.append((.now + .seconds(0.5), { print("tea") }))
        ready.append { ready.append { print("rice") } }
        ready.append { print("soup") }
        while !ready.isEmpty || !timers.isEmpty { turn() }
    }
}
