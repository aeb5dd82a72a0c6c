import FoundationEssentials
import Glibc

/// Measures asynclab against its aims and prints a table.
///
/// With arguments, only the rows of those letters. The exit status is 0 although an aim is missed:
/// a busy machine is no mistake.
@main
struct Benchmarks {
    static func main() {
        do {
            let workshop = try Workshop()
            let wanted = Set(CommandLine.arguments.dropFirst().joined())
            tellMachine()
            Row.tellHead()
            for (letter, measure) in rows(workshop) where wanted.isEmpty || wanted.contains(letter)
            {
                tell(letter, measure)
            }
        } catch {
            print("Error: \(error)")
            exit(1)
        }
    }

    private static func rows(_ workshop: Workshop) -> [(Character, () throws -> Row)] {
        let first = FirstEventBenchmarks(workshop: workshop)
        let frames = FrameBenchmarks(workshop: workshop)
        let events = EventBenchmarks(workshop: workshop)
        let schedules = ScheduleBenchmarks(workshop: workshop)
        let big = BigTraceBenchmarks(workshop: workshop)
        return [
            ("a", { try first.changed() }), ("b", { try first.unchanged() }),
            ("c", { try TracingBenchmark(workshop: workshop).row() }),
            ("d", { try FirstFrameBenchmark(workshop: workshop).row() }),
            ("e", { try frames.animation() }), ("f", { try frames.idle() }),
            ("g", { try LatencyBenchmark(workshop: workshop).row() }),
            ("h", { try events.event() }), ("i", { try events.stack() }),
            ("j", { try SuiteBenchmark(workshop: workshop).row() }),
            ("k", { try schedules.oneCore() }), ("l", { try schedules.twoCores() }),
            ("m", { try schedules.withFoundation() }), ("n", { try schedules.byForking() }),
            ("o", { try CheckBenchmark(workshop: workshop).changed() }),
            ("p", { try CheckBenchmark(workshop: workshop).unchanged() }),
            ("q", { try frames.load() }),
            ("r", { try big.opening() }), ("s", { try big.memory() }),
            ("t", { try big.redraw() }), ("u", { try big.moment() }),
            ("v", { try big.crowd() }), ("w", { try big.longLives() }),
        ]
    }

    /// A row that cannot be measured does not keep the others from it.
    private static func tell(_ letter: Character, _ measure: () throws -> Row) {
        do {
            try measure().tell()
        } catch {
            let detail = "\(error)"
            Row(what: "\(letter)", measured: "-", aim: "", isMet: nil, detail: detail).tell()
        }
    }

    private static func tellMachine() {
        let load = (try? Data(contentsOf: URL(filePath: "/proc/loadavg"))).map {
            String(decoding: $0, as: UTF8.self).split(separator: " ").first.map(String.init) ?? ""
        }
        let cores = ProcessInfo.processInfo.activeProcessorCount
        print("\(cores) cores, load \(load ?? "unknown"). Medians; each figure within one run.\n")
    }
}
