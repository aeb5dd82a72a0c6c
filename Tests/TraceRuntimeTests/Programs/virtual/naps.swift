// One naps on an actor, another keeps it meanwhile, a third is woken with the first.
import Glibc

actor Room {
    func nap() async {
        try? await Task.sleep(for: .seconds(2))
        print("napped")
    }

    func hold() {
        usleep(2_000_000)
        print("held")
    }
}

@main
struct Program {
    static func main() async {
        let room = Room()
        await withTaskGroup { group in
            group.addTask(name: "napper") { await room.nap() }
            group.addTask(name: "holder") {
                try? await Task.sleep(for: .seconds(1))
                await room.hold()
            }
            group.addTask(name: "other") {
                try? await Task.sleep(for: .seconds(2))
                print("other")
            }
        }
    }
}
