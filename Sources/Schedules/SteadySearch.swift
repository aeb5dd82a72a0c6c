/// All schedules of a program, those with the fewest switches first.
///
/// A run by steady choices and some switches tells what could have been chosen behind the last of
/// them. Each of these is one more schedule, with one switch more. So every schedule is met once, and
/// when none is left, there is no other.
public struct SteadySearch: Sendable {
    /// Runs whose others wait to be handed out, and those for the level after.
    private var parents: [Parent] = []
    private var nextParents: [Parent] = []
    /// The next one: of which parent, at which of its choices, which other.
    private var cursor = (parent: 0, choice: 0, other: 1)
    private var hasBegun = false
    /// Schedules handed out whose run was not learned.
    private var underWay = 0
    /// The number of switches of the schedules that come now.
    public private(set) var switchCount = 0
    /// Schedules that were not found, or cannot be asked for: runs had too many choices.
    public private(set) var isCut = false

    /// A run, and how many could have run at each choice behind its last switch.
    private struct Parent: Sendable {
        let switches: [Schedule.Switch]
        let start: Int
        let counts: [UInt16]
    }

    /// At the beginning, with the schedule without a switch.
    public init() {}

    /// There is nothing left to hand out, and nothing under way that could bring more.
    public var isExhausted: Bool {
        hasBegun && underWay == 0 && cursor.parent == parents.count && nextParents.isEmpty
    }

    /// All the schedules that there are were handed out, and their runs learned.
    public var isComplete: Bool { isExhausted && !isCut }

    /// The next schedule; nil: none, or none before the runs under way are learned.
    public mutating func next() -> [Schedule.Switch]? {
        guard hasBegun else {
            hasBegun = true
            underWay = 1
            return []
        }
        if cursor.parent == parents.count, underWay == 0, !nextParents.isEmpty {
            parents = nextParents
            nextParents = []
            cursor = (0, 0, 1)
            switchCount += 1
        }
        guard cursor.parent < parents.count else { return nil }
        underWay += 1
        return takeNext()
    }

    private mutating func takeNext() -> [Schedule.Switch] {
        let parent = parents[cursor.parent]
        let taken = Schedule.Switch(choice: parent.start + cursor.choice, other: cursor.other)
        cursor.other += 1
        if cursor.other >= Int(parent.counts[cursor.choice]) {
            cursor = (cursor.parent, cursor.choice + 1, 1)
        }
        if cursor.choice == parent.counts.count {
            cursor = (cursor.parent + 1, 0, 1)
        }
        return parent.switches + [taken]
    }

    /// Takes in the run of a schedule that was handed out, in the order in which they were.
    public mutating func learn(_ run: ScheduledRun, of switches: [Schedule.Switch]) {
        underWay -= 1
        let start = (switches.last?.choice ?? -1) + 1
        isCut = isCut || run.choices.count < run.choiceCount
        guard run.choices.count > start else { return }
        guard switches.count < Schedule.mostSwitches else {
            isCut = true
            return
        }
        let counts = run.choices[start...].map { UInt16(clamping: $0.count) }
        nextParents.append(Parent(switches: switches, start: start, counts: counts))
    }
}
