// Timers of run loops and of Dispatch fire at their times, and a run loop runs as long as asked.
import Foundation

let clock = ContinuousClock()
let start = clock.now

func note(_ name: String) {
    // The run loop counts in floating-point numbers, and is a nanosecond late.
    print(name, ((clock.now - start) / .milliseconds(1)).rounded())
}

func runLoop() {
    nonisolated(unsafe) var ticks = 0
    let timer = Timer(timeInterval: 0.5, repeats: true) { timer in
        ticks += 1
        note("Timer \(ticks)")
        if ticks == 3 { timer.invalidate() }
    }
    RunLoop.current.add(timer, forMode: .default)
    RunLoop.current.run(until: Date() + 4)
    note("RunLoop")
}

func dispatchSource() {
    let done = DispatchSemaphore(value: 0)
    let source = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "timer"))
    nonisolated(unsafe) var ticks = 0
    source.schedule(deadline: .now() + 0.25, repeating: 2)
    source.setEventHandler {
        ticks += 1
        note("DispatchSourceTimer \(ticks)")
        if ticks == 3 {
            source.cancel()
            done.signal()
        }
    }
    source.resume()
    done.wait()
    note("cancelled")
}

@main
struct Program {
    static func main() {
        note("start")
        runLoop()
        dispatchSource()
        DispatchQueue.main.asyncAfter(deadline: .now() + 10) {
            note("main queue")
            exit(0)
        }
        dispatchMain()
    }
}
