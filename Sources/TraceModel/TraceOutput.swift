/// Something that the virtual clock does not control, and that took part in a run: another run may
/// differ.
public struct Uncontrolled: Hashable, Sendable {
    /// The task on the thread; nil where there was none.
    public let task: TaskID?
    /// The call that waited for something outside.
    public let call: BlockingCall
    /// The place in the program that called, counted from where it is loaded; nil: not known.
    public let address: ProgramAddress?
}

/// Something printed, with the task that printed it.
public struct OutputPiece: Equatable, Sendable {
    /// When its first part was printed.
    public let time: Nanoseconds
    /// The task that printed it.
    ///
    /// Nil where no task was on the thread, or the way it was printed is not seen.
    public let task: TaskID?
    /// Where it went.
    public let stream: OutputStream
    /// The text, with its line end if it came.
    public internal(set) var text: String
    /// Where its first part was printed, if that is known.
    public let place: PlaceID?
    /// Who ran the task that printed it; nil where that is not known.
    public private(set) var executor: Executor?

    /// Whether the next output begins a line.
    public var endsLine: Bool { text.utf8.last == UInt8(ascii: "\n") }

    func on(_ executor: Executor?) -> OutputPiece {
        var piece = self
        piece.executor = executor
        return piece
    }

    /// A piece of output.
    public init(
        time: Nanoseconds,
        task: TaskID?,
        stream: OutputStream,
        text: String,
        place: PlaceID? = nil
    ) {
        self.place = place
        self.time = time
        self.task = task
        self.stream = stream
        self.text = text
    }
}

extension TracedTask {
    /// Who runs it at the end of what is known; nil where nobody does, or it is not known.
    var executorOnThread: Executor? {
        guard ended == nil, let last = stretches.last, last.state.isOnThread else { return nil }
        // While a call blocks, it is who ran it before.
        return last.executor ?? stretches.last { $0.state == .running }?.executor
    }
}

extension Trace {
    /// Something was printed.
    mutating func printed(_ piece: OutputPiece) {
        if let open = lastPieces[piece.stream], output[open].task == piece.task,
            !output[open].endsLine
        {
            output[open].text += piece.text
            noteCrashReport(open)
        } else {
            lastPieces[piece.stream] = output.count
            if let index = piece.task.flatMap(living) {
                tasks[index].lastOutput = Int32(output.count)
            }
            output.append(piece.on(piece.task.flatMap(task)?.executorOnThread))
            noteCrashReport(output.count - 1)
        }
    }

    private mutating func noteCrashReport(_ index: Int) {
        guard crashReportAt != index, output[index].beginsCrashReport else { return }
        crashReportAt = index
        // Another process of the program's, which crashes, is no task's.
        crashed = output[index].task == nil ? nil : lastEvent
    }
}
