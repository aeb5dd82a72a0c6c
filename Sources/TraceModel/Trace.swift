/// What happened in a run, as far as it is known: tasks, output, threads.
///
/// A value that grows by `apply`; events come in the order of the trace file.
public struct Trace: Equatable, Sendable {
    /// In the order in which they were first seen.
    public internal(set) var tasks = TaskList()
    /// In the order in which it was printed; what one task prints of one line is one piece.
    public internal(set) var output = TraceLog<OutputPiece>()
    /// Names of the program's own executors.
    var namedExecutors = NamedExecutors()
    /// What asynclab added when it kept the trace.
    public private(set) var notes: [TraceNote: String] = [:]
    /// The time of the last event.
    public private(set) var lastEvent: Nanoseconds = 0
    /// When the program ended; nil while it runs.
    public private(set) var ended: Nanoseconds?

    /// Where in the program's code things happened.
    public internal(set) var places = CodePlaces()
    /// Why the library ended the program, if it did.
    public private(set) var stopReason: StopReason?
    /// What each task waited for when the library ended the program.
    public private(set) var waits: [TaskID: Wait] = [:]
    /// What took part that the virtual clock does not control, in the order of first use.
    public private(set) var uncontrolled: [Uncontrolled] = []
    /// Where the schedule was not steady, in the order in which it happened.
    public internal(set) var switches = TraceLog<TakenSwitch>()

    /// Data races that were found, in the order in which they showed.
    public internal(set) var races: [Race] = []
    /// The later access of a race, until the former has come.
    var openRace: OpenRace?

    /// Tasks that waited for each other when one of them began to.
    var closedCircles: [[TaskID]] = []
    /// What each task did in turn.
    var stepLog = StepLog()
    /// The runtime's hidden tasks that wake a sleeper, and whom.
    var sleeps = TraceLog<Sleep>()
    /// Of each task 1 more than its position; of each hidden one less than 0 by so much.
    var table = TaskTable()
    /// Position of the last piece of each stream.
    var lastPieces: [OutputStream: Int] = [:]
    /// Position of the piece with which the report of a crash begins.
    var crashReportAt: Int?
    /// When that began to be written: all threads of the program have stopped by then.
    ///
    /// Nil where the program went on all the same.
    var crashed: Nanoseconds?
    /// Who called exit, if that was seen: a task or none.
    private var exitCaller: TaskID??
    /// The thread with the highest number on which a task ran.
    public private(set) var lastThread = ThreadNumber.main
    /// How often a task became ready.
    private var readyCount = 0
    /// The task on each thread.
    var onThread = ThreadTable()

    /// A trace of which nothing is known yet.
    public init() {}

    /// The task with this id.
    public func task(_ id: TaskID) -> TracedTask? {
        position(of: id).map { tasks[$0] }
    }

    /// The task on a thread at the end of what is known.
    public func task(on thread: ThreadNumber) -> TaskID? {
        onThread[thread]
    }

    /// The tasks that are on a thread at the end of what is known; none when the program has ended.
    var tasksOnThreads: [TaskID] { onThread.all }

    /// What a task has printed last.
    public func lastOutput(of task: TaskID) -> OutputPiece? {
        guard let index = position(of: task).map({ Int(tasks[$0].lastOutput) }), index >= 0 else {
            return nil
        }
        return output[index]
    }

    /// The program has ended at `time`; tasks that live are unfinished.
    ///
    /// The program's own task has returned where it was running when the program exited in good
    /// order, unless another task called exit. Where the program crashed, they end there: nothing of it
    /// goes on while the report is written.
    public mutating func end(at time: Nanoseconds, inGoodOrder: Bool) {
        let end = max(time, lastEvent)
        ended = end
        for index in tasks.living {
            let exits = exitCaller == nil || exitCaller == .some(tasks[index].id)
            let returned =
                tasks[index].isMain && inGoodOrder && exits && tasks[index].state == .running
            let last = tasks[index].stretches.last?.from ?? end
            let lifeEnd = min(end, crashed ?? end)
            tasks.end(index, at: max(lifeEnd, last), returned ? .returned : .unfinished)
        }
        onThread = ThreadTable()
    }

    /// Takes in which lines of source the program's addresses belong to.
    public mutating func learn(_ lines: [ProgramAddress: [CodeLine]]) {
        places.learn(lines)
    }

    /// Takes in what the trace tells next.
    public mutating func apply(_ event: TraceEvent) {
        lastEvent = max(lastEvent, event.time)
        switch event.fact {
        case .created(let id, let creator, let origin, let name):
            create(id, by: creator, origin: origin, name: name, at: event.time)
        case .enqueued(let id, let executor, let waker, let place):
            enqueue(id, on: executor, by: waker, at: place, event.time)
        case .switched(let id, let executor): change(executor: executor, of: id, event)
        case .createdAt(let id, let place):
            if let index = living(id) { tasks[index].createdAt = place }
        case .placed(let place, let addresses): places.add(place, addresses)
        case .started(let id, let executor): start(id, on: executor, event)
        case .stopped(let id, let wait, let place): stop(id, for: wait, at: place, event)
        case .ended(let id, let threw, let cancelled):
            endTask(id, cancelled ? .cancelled : threw ? .threw : .returned, event)
        case .slept(let id, let timer, let deadline): sleep(id, timer: timer, until: deadline)
        case .timerFired(let timer): fire(timer, at: event.time)
        case .yielded(let id): yield(id, event)
        case .printed(let id, let stream, let text, let place):
            printed(
                OutputPiece(time: event.time, task: id, stream: stream, text: text, place: place)
            )
        case .blocked(let id, let call, let place):
            // Who crashed waits for the report, and all others for who crashed.
            if crashed == nil { block(id, call: call, at: place, event) }
        case .unblocked(let id): if crashed == nil { unblock(id, event) }
        case .exited(let id): exitCaller = .some(id)
        case .gaveUp(let reason): stopReason = reason
        case .waits(let id, let wait):
            // A task that yields waits for its turn, whatever its suspension is made of.
            waits[id] = task(id)?.state == .ready ? .executor : wait
        case .preferred(let task, let other, let chosen):
            switches.append(TakenSwitch(event.time, task, other, chosen, in: self))
        case .uncontrolled(let task, let call, let address):
            let found = Uncontrolled(task: task, call: call, address: address)
            if !uncontrolled.contains(found) { uncontrolled.append(found) }
        case .raced(let access, let memory, let isFormer):
            race(access, memory, isFormer: isFormer, at: event.time)
        case .executorNamed(let executor, let name): namedExecutors.add(executor, name)
        case .noted(let note, let text):
            notes[note] = text
            if note == .lines { places.learn(CodePlaces.lines(in: text)) }
        case .accessed, .other: break
        }
    }

    // MARK: The life of a task

    private mutating func create(
        _ id: TaskID,
        by creator: TaskID?,
        origin: TaskOrigin?,
        name: String?,
        at time: Nanoseconds
    ) {
        guard position(of: id) == nil, sleep(servedBy: id) == nil else { return }
        let parent = creator.flatMap { position(of: $0) == nil ? nil : $0 }
        table[id] = Int32(tasks.count + 1)
        defer { takeTurn(tasks.count - 1) }
        tasks.append(
            TracedTask(
                id: id,
                name: name,
                parent: parent,
                origin: origin,
                created: time,
                stretches: TraceLog([Stretch(from: time, state: .ready)]),
                changed: time
            )
        )
    }

    /// The position of a task, which is made up where its creation was not seen; nil for the
    /// runtime's hidden ones.
    private mutating func position(of id: TaskID, at time: Nanoseconds) -> Int? {
        if let position = position(of: id) { return position }
        create(id, by: nil, origin: nil, name: nil, at: time)
        return position(of: id)
    }

    private mutating func enqueue(
        _ id: TaskID,
        on executor: Executor?,
        by waker: TaskID?,
        at place: PlaceID?,
        _ time: Nanoseconds
    ) {
        guard let index = position(of: id, at: time), tasks[index].ended == nil else { return }
        let waker = known(waker)
        readyCount += 1
        let left = tasks[index].beReady(
            on: executor,
            by: waker,
            at: place,
            time,
            turn: readyCount,
            &stepLog
        )
        leave(left, id)
    }

    private mutating func start(_ id: TaskID, on executor: Executor?, _ event: TraceEvent) {
        if let previous = onThread[event.thread], previous != id {
            stop(previous, for: .unknown, at: nil, event)
        }
        guard let index = position(of: id, at: event.time), tasks[index].ended == nil else {
            return
        }
        let left = tasks[index].start(on: executor, event.thread, at: event.time, &stepLog)
        leave(left, id)
        crashed = nil
        onThread[event.thread] = id
        lastThread = max(lastThread, event.thread)
    }

    /// What it waited for has come about; `waker`: the task on the thread that made it ready.
    mutating func finishWait(of id: TaskID, by waker: TaskID?, at time: Nanoseconds) {
        guard let index = living(id) else { return }
        tasks[index].finishWait(at: time, by: known(waker))
    }

    /// Nil for the runtime's hidden tasks: they are nobody that a reader knows.
    private func known(_ task: TaskID?) -> TaskID? {
        task.flatMap { position(of: $0) == nil ? nil : $0 }
    }

    /// It hopped to another executor within its slice.
    private mutating func change(executor: Executor?, of id: TaskID, _ event: TraceEvent) {
        guard onThread[event.thread] == id, let index = living(id),
            var stretch = tasks[index].stretches.last, stretch.state == .running
        else { return }
        stretch.from = event.time
        stretch.executor = executor
        enter(index, stretch)
    }

    /// It left its thread for another reason than being enqueued: it waits.
    private mutating func stop(
        _ id: TaskID,
        for wait: Wait,
        at place: PlaceID?,
        _ event: TraceEvent
    ) {
        timerTaskIsDone(id)
        guard onThread[event.thread] == id, let index = living(id) else { return }
        onThread[event.thread] = nil
        let turn = readyCount + 1
        let state = tasks[index].stop(for: wait, at: place, event.time, turn: turn, &stepLog)
        if state == .ready { readyCount = turn }
        if state == .awaiting, awaits(wait) { noteCircle(closedBy: id) }
    }

    /// What it waits for can be another task's end.
    private func awaits(_ wait: Wait) -> Bool {
        if case .task = wait { true } else { !waits.isEmpty }
    }

    private mutating func endTask(_ id: TaskID, _ outcome: TaskOutcome, _ event: TraceEvent) {
        timerTaskIsDone(id)
        guard let index = position(of: id, at: event.time), tasks[index].ended == nil else {
            return
        }
        leave(tasks[index].thread, id)
        tasks[index].sleepsUntil = nil
        let last = tasks[index].stretches.last?.from ?? event.time
        tasks.end(index, at: max(event.time, last), outcome)
    }

    private mutating func yield(_ id: TaskID, _ event: TraceEvent) {
        guard onThread[event.thread] == id, let index = living(id) else { return }
        onThread[event.thread] = nil
        let last = tasks[index].stretches.last
        enter(
            index,
            Stretch(
                from: event.time,
                state: .ready,
                executor: last?.executor,
                place: last?.place
            )
        )
    }

    /// A task begins a new state.
    mutating func enter(_ index: Int, _ stretch: Stretch) {
        if stretch.state == .ready { readyCount += 1 }
        tasks[index].take(stretch, turn: readyCount, &stepLog)
    }

    /// A task becomes ready, behind all that are.
    private mutating func takeTurn(_ index: Int) {
        readyCount += 1
        tasks[index].turn = readyCount
    }

    /// A task is no more on the thread on which it was, if it was on one.
    private mutating func leave(_ thread: ThreadNumber?, _ id: TaskID) {
        if let thread, onThread[thread] == id { onThread[thread] = nil }
    }
}
