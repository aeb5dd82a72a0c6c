// A breakfast in jobs, and the event loop that runs it.
import Glibc

var ready: [() -> Void] = []

// TODO: Write these functions. They need something for the timers.
func soon(_ job: @escaping () -> Void) {}
func after(_ seconds: Double, _ job: @escaping () -> Void) {}
func run() async {}

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
