import LabCore
import Screen
import TraceModel

/// A row of the timeline where lanes are those of threads and executors.
enum TimelineRow {
    /// What was there.
    case parts(ThreadLane)
    /// How many waited for their turn.
    case waiting(ThreadLane)

    /// The rows of a run, in order.
    static func all(_ picture: RunPicture) -> [TimelineRow] {
        picture.threads.flatMap { lane -> [TimelineRow] in
            lane.waiting.isEmpty ? [.parts(lane)] : [.parts(lane), .waiting(lane)]
        }
    }

    func label(_ trace: Trace) -> String {
        switch self {
        case .waiting: "  waiting"
        case .parts(let lane):
            switch lane.owner {
            case .thread(.main): "thread 0 (main)"
            case .thread(let number): "thread \(number.rawValue)"
            case .executor(.main): "main actor"
            case .executor(.actor(let number)): "actor \(trace.name(of: .actor(number)))"
            case .executor(let executor): trace.name(of: executor)
            }
        }
    }
}

/// The cells of a row of a thread or an executor.
struct ThreadCells {
    /// What a cell shows: the task that was there most of the time, and its state.
    struct Cell: Equatable {
        var task: TaskID?
        var state: TaskState?
        /// A task blocked there too.
        var hidesBlocking = false
        /// Somebody ran, in less than half of it: so many eighths, 1 at least.
        var little = 0
    }

    let lane: ThreadLane
    let scale: TimeScale
    let now: Nanoseconds

    /// Parts looked at in one cell; of more, as many from its start on.
    private static let mostParts = 64

    func cells() -> [Cell] {
        let end = min(scale.width, scale.column(of: now) + 1)
        return (0..<scale.width).map { $0 < end ? cell($0) : Cell() }
    }

    private func cell(_ column: Int) -> Cell {
        let from = scale.start(ofColumn: column)
        let to = min(scale.start(ofColumn: column + 1), max(now, from))
        var times: [(cell: Cell, time: Nanoseconds)] = []
        var index = lane.firstPart(at: from)
        let last = min(lane.parts.count, index + Self.mostParts)
        while index < last, lane.parts[index].from < to {
            let part = lane.parts[index]
            index += 1
            let (start, end) = (max(part.from, from), min(part.to, to))
            guard start < end else { continue }
            let cell = Cell(task: part.task, state: part.state)
            if let place = times.firstIndex(where: { $0.cell == cell }) {
                times[place].time += end - start
            } else {
                times.append((cell, end - start))
            }
        }
        return most(times, of: to - min(from, to))
    }

    /// What fills most of a cell, be it that nobody was there.
    private func most(_ times: [(cell: Cell, time: Nanoseconds)], of length: Nanoseconds) -> Cell {
        let blocks = times.contains { $0.cell.state == .blocking }
        let busy = times.reduce(0) { $0 + $1.time }
        guard let most = times.max(by: { $0.time < $1.time }), busy * 2 >= length else {
            let eighths = busy == 0 ? 0 : max(1, Int(8 * Double(busy) / Double(max(1, length))))
            return Cell(hidesBlocking: blocks, little: eighths)
        }
        var cell = most.cell
        cell.hidesBlocking = blocks && cell.state != .blocking
        return cell
    }

    /// How many waited, in the most part of each cell; " " where nobody did.
    func waiting() -> [Character] {
        let end = min(scale.width, scale.column(of: now) + 1)
        return (0..<scale.width).map { column in
            let from = scale.start(ofColumn: column)
            let middle = from + (scale.start(ofColumn: column + 1) - from) / 2
            let count = column < end ? lane.waiting(at: min(middle, now)) : 0
            return count == 0 ? " " : count < 10 ? Character("\(count)") : "+"
        }
    }
}
