// A Timer and a performed block on the main run loop of a synchronous main.
import Foundation
import Synchronization

let ticks = Atomic(0)

@main
struct Program {
    static func main() {
        let timer = Timer(timeInterval: 0.005, repeats: true) { timer in
            if ticks.add(1, ordering: .relaxed).newValue == 3 { timer.invalidate() }
        }
        RunLoop.main.add(timer, forMode: .default)
        RunLoop.main.perform { print("performed") }
        while timer.isValid { RunLoop.main.run(until: .now + 0.01) }
        print("ticks", ticks.load(ordering: .relaxed))
    }
}
