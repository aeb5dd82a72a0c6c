import TraceModel

/// What a notice speaks of: where that changes by itself, the notice goes.
struct NoticeGround: Equatable, Sendable {
    /// What grows while a program runs.
    enum Growing: Equatable, Sendable {
        case tasks
        case events
        case lines(Pane)
    }

    /// What is under way, and how.
    struct Life: Equatable, Sendable {
        enum Phase: Equatable, Sendable {
            case none
            case underWay
            case failed
            case ended
        }

        let phase: Phase
        let isPaused: Bool
        let isStopping: Bool
        let isRunAgain: Bool
        let check: RunID?
    }

    let run: RunID?
    /// Nil: it speaks of the picture alone.
    let life: Life?
    let growing: Growing?
    /// How much of that there was.
    let amount: Int
}

// Notices that are no longer true go without a key.

extension LabState {
    /// After an event: a notice that is new gets its ground; an old one goes where its ground has changed.
    mutating func reviewNotice(after event: LabEvent, before: String?) {
        switch event {
        case .commanded(let command): noticeGround = ground(of: command)
        case .noticed, .mistyped: noticeGround = nil
        default:
            if notice != before {
                noticeGround = ground(hasLife: confirming == nil, nil)
            } else if let old = noticeGround,
                old != ground(hasLife: old.life != nil, old.growing)
            {
                notice = nil
            }
        }
        if notice == nil { noticeGround = nil }
    }

    /// What the answer to a command speaks of.
    private func ground(of command: Command) -> NoticeGround? {
        guard notice != nil else { return nil }
        // A question stays until it is answered.
        if confirming != nil { return ground(hasLife: false, nil) }
        switch command {
        case .timeline(let command): return ground(of: command)
        case .scrollUp, .scrollDown, .pageUp, .pageDown, .scrollToStart, .scrollToEnd:
            return ground(hasLife: false, focus == .timeline ? .tasks : .lines(focus))
        case .toggleInspector: return ground(hasLife: true, .tasks)
        case .stepForward, .stepBack: return ground(hasLife: true, .events)
        default: return ground(hasLife: true, nil)
        }
    }

    private func ground(of command: TimelineCommand) -> NoticeGround {
        guard let run, !run.trace.tasks.isEmpty else { return ground(hasLife: true, .tasks) }
        switch command {
        case .goToEvent where run.past == nil: return ground(hasLife: true, .events)
        case .move, .goToEnd, .pan: return ground(hasLife: run.past == nil, nil)
        case .search: return ground(hasLife: false, .tasks)
        default: return ground(hasLife: false, nil)
        }
    }

    private func ground(hasLife: Bool, _ growing: NoticeGround.Growing?) -> NoticeGround {
        let amount =
            switch growing {
            case .tasks: run?.trace.tasks.count ?? 0
            case .events: run?.history?.events.count ?? 0
            case .lines(let pane): extents[pane]?.limit ?? 0
            case nil: 0
            }
        return NoticeGround(
            run: run?.id,
            life: hasLife ? life : nil,
            growing: growing,
            amount: amount
        )
    }

    private var life: NoticeGround.Life {
        let phase: NoticeGround.Life.Phase =
            switch (runUnderWay ?? run)?.phase {
            case .compiling, .starting, .running: .underWay
            case .failed: .failed
            case .ended: .ended
            case nil: .none
            }
        return NoticeGround.Life(
            phase: phase,
            isPaused: run?.isPaused == true,
            isStopping: run?.isStopping == true,
            isRunAgain: rerun != nil,
            check: checkUnderWay?.id
        )
    }
}
