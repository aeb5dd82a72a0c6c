// An actor whose executor runs each job at once, within the one that hands it over.
final class InPlace: SerialExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        UnownedJob(job).runSynchronously(on: asUnownedSerialExecutor())
    }
}

actor Bell {
    private let executor = InPlace()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private(set) var rings = 0

    func ring() { rings += 1 }

    func startRinging() -> Task<Void, Never> {
        Task(name: "ringer") {
            ring()
            print("ringer rings")
        }
    }
}

@main
struct Program {
    static func main() async {
        let bell = Bell()
        await bell.ring()
        print("main goes on")
        let ringer = await bell.startRinging()
        print("main still goes on")
        await ringer.value
        print("rings", await bell.rings)
    }
}
