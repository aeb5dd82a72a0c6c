/// Where things of a task are, by its id.
///
/// Ids are given in order, so most of them are positions in an array; a damaged trace can have any.
/// An entry is a hint: who reads it looks whether what is there is of that task. So the table of a
/// whole run serves its earlier moments, too.
struct TaskTable: Sendable {
    /// By id; 0 where nothing is known.
    private var near: [Int32] = []
    private var far: [UInt32: Int32] = [:]
    /// Entries there are.
    private var count = 0

    /// Ids that it has an array for.
    var roomForIDs: Int { near.count }

    /// What is noted for a task; 0: nothing.
    subscript(task: TaskID) -> Int32 {
        get {
            let id = Int(task.rawValue)
            if id < near.count { return near[id] }
            return far.isEmpty ? 0 : far[task.rawValue] ?? 0
        }
        set {
            let id = Int(task.rawValue)
            if self[task] == 0 { count += 1 }
            // So it takes no more room than the entries are worth, whatever ids a damaged trace has.
            if id >= near.count, id < 4 * count + 4096 { makeRoom(for: id) }
            if id >= near.count {
                far[task.rawValue] = newValue
            } else if near[id] != newValue {
                near[id] = newValue
            }
        }
    }

    private mutating func makeRoom(for id: Int) {
        let size = max(id + 1, near.count + near.count / 4)
        near.reserveCapacity(size)
        near.append(contentsOf: repeatElement(0, count: size - near.count))
        for (id, entry) in far where id < size {
            near[Int(id)] = entry
            far[id] = nil
        }
    }
}

extension TaskTable: Equatable {
    /// All tables of a run are alike: what they lead to is held against each other elsewhere.
    static func == (left: TaskTable, right: TaskTable) -> Bool { true }
}

/// A task asked to be woken by one of the runtime's hidden tasks.
struct Sleep: Equatable, Sendable {
    /// The hidden task.
    let timer: TaskID
    /// 0: none that is known.
    private let sleeperNumber: UInt32

    init(timer: TaskID, sleeper: TaskID?) {
        self.timer = timer
        sleeperNumber = sleeper?.rawValue ?? 0
    }

    /// Whom it wakes; nil where that is not known.
    var sleeper: TaskID? { TaskID(known: sleeperNumber) }
}

extension Trace {
    /// Position of a task among all; nil where there is none with this id.
    public func position(of id: TaskID) -> Int? {
        let position = Int(table[id]) - 1
        guard position >= 0, position < tasks.count, tasks[position].id == id else { return nil }
        return position
    }

    /// The sleep that one of the runtime's hidden tasks serves; nil for any other task.
    func sleep(servedBy timer: TaskID) -> Sleep? {
        let index = -1 - Int(table[timer])
        guard index >= 0, index < sleeps.count, sleeps[index].timer == timer else { return nil }
        return sleeps[index]
    }

    /// Finds tasks by the table of a trace that went on from this one; nil: by none, for the time being.
    mutating func findTasks(as later: Trace?) {
        table = later?.table ?? TaskTable()
    }

    /// Whom one of the runtime's hidden tasks wakes; nil for any other task.
    public func sleeper(wokenBy timer: TaskID) -> TaskID? {
        sleep(servedBy: timer)?.sleeper
    }

    /// The position of a task that has not ended: nothing changes of one that has.
    func living(_ id: TaskID) -> Int? {
        position(of: id).flatMap { tasks[$0].ended == nil ? $0 : nil }
    }
}

/// The task on each thread.
struct ThreadTable: Equatable, Sendable {
    /// By the thread's number; 0: none.
    private var tasks: [UInt32] = []

    /// The task on a thread.
    subscript(thread: ThreadNumber) -> TaskID? {
        get {
            let index = Int(thread.rawValue)
            return index < tasks.count ? TaskID(known: tasks[index]) : nil
        }
        set {
            let index = Int(thread.rawValue)
            if index >= tasks.count {
                tasks += Array(repeating: 0, count: index + 1 - tasks.count)
            }
            tasks[index] = newValue?.rawValue ?? 0
        }
    }

    /// The tasks that are on a thread.
    var all: [TaskID] { tasks.compactMap(TaskID.init(known:)) }
}
