// Five tasks of the main actor, each with two waits: A suspends the task, B blocks its thread.
// isolation: main
import Glibc

let waits = text("WAITS", or: "BA")
let unit = Duration.milliseconds(Int(text("MILLISECONDS", or: "2500")) ?? 0)
let clock = ContinuousClock()

func text(_ name: String, or usual: String) -> String {
    getenv(name).map { String(cString: $0) } ?? usual
}

func block() {
    usleep(useconds_t(unit / .microseconds(1)))
}

func process(_ number: Int) async {
    let start = clock.now
    for wait in waits {
        if wait == "A" { try? await Task.sleep(for: unit) } else { block() }
    }
    print("task \(number): \(clock.now - start)")
}

@main
struct Program {
    static func main() async {
        let start = clock.now
        if getenv("IN_A_ROW") != nil {
            for number in 1...5 { await Task(name: "\(number)") { await process(number) }.value }
        } else {
            await withTaskGroup { group in
                for number in 1...5 { group.addTask(name: "\(number)") { await process(number) } }
            }
        }
        print("makespan: \(clock.now - start)")
    }
}
