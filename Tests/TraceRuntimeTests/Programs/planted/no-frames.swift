// A task blocks within code that keeps no frame pointers.
import Glibc

@main
struct Program {
    static func main() async {
        typealias Sleep = @convention(c) (CInt) -> Void
        let found = dlsym(nil, "plant_sleep_among_words")
        let sleep = unsafeBitCast(found, to: Sleep.self)
        await Task(name: "sleeper") {
            sleep(0)
            sleep(1)
        }.value
        print("slept")
    }
}
