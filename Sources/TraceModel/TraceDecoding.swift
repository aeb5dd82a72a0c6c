import CTraceFormat
import Schedules

extension TraceReader {
    /// The meaning of a record; `.other` for one of a kind or with values that are not known.
    func event(of record: asynclab_trace_record) -> TraceEvent {
        TraceEvent(
            time: record.time_ns,
            thread: ThreadNumber(rawValue: record.thread),
            fact: fact(of: record)
        )
    }

    private func fact(of record: asynclab_trace_record) -> TraceEvent.Fact {
        let kind = asynclab_trace_kind(rawValue: record.kind)
        guard let task = TaskID(known: record.task) else { return factWithoutTask(kind, record) }
        switch kind {
        case asynclab_kind_created:
            return .created(
                task,
                by: TaskID(known: UInt32(truncatingIfNeeded: record.a)),
                origin: TaskOrigin(jobFlags: UInt32(record.a >> 32)),
                name: string(record.b)
            )
        case asynclab_kind_enqueued:
            return .enqueued(
                task,
                on: Executor(number: record.a),
                by: TaskID(known: UInt32(truncatingIfNeeded: record.b)),
                at: PlaceID(known: record.b)
            )
        case asynclab_kind_started: return .started(task, on: Executor(number: record.a))
        case asynclab_kind_stopped:
            return .stopped(task, for: Wait(record), at: PlaceID(known: record.a))
        case asynclab_kind_switched: return .switched(task, on: Executor(number: record.a))
        case asynclab_kind_created_at:
            return PlaceID(known: record.a).map { .createdAt(task, $0) } ?? .other
        case asynclab_kind_ended:
            return .ended(
                task,
                threw: record.a == asynclab_outcome_threw.rawValue,
                cancelled: record.b == 1
            )
        case asynclab_kind_timer_fired: return .timerFired(task)
        case asynclab_kind_yielded: return .yielded(task)
        case asynclab_kind_waits: return .waits(task, Wait(record))
        case asynclab_kind_access: return .accessed(task, MemoryAccess(a: record.a, b: record.b))
        default: return factWithoutTask(kind, record)
        }
    }

    /// Facts that need no task, and may have one.
    private func factWithoutTask(
        _ kind: asynclab_trace_kind,
        _ record: asynclab_trace_record
    ) -> TraceEvent.Fact {
        let task = TaskID(known: record.task)
        switch kind {
        case asynclab_kind_sleep:
            guard let timer = TaskID(known: UInt32(truncatingIfNeeded: record.a)) else {
                return .other
            }
            return .slept(task, timer: timer, until: record.b)
        case asynclab_kind_output:
            let stream = OutputStream(rawValue: UInt8(truncatingIfNeeded: record.a))
            guard let stream, let text = string(record.b) else { return .other }
            return .printed(task, stream: stream, text: text, at: PlaceID(known: record.a))
        case asynclab_kind_blocked:
            return .blocked(
                task,
                call: BlockingCall(rawValue: record.a & 0xffff_ffff),
                at: PlaceID(known: record.a)
            )
        case asynclab_kind_place:
            let number = UInt32(truncatingIfNeeded: record.a)
            return .placed(PlaceID(rawValue: number), addresses(record.b))
        case asynclab_kind_unblocked: return .unblocked(task)
        case asynclab_kind_switch:
            return .preferred(
                task,
                to: TaskID(known: UInt32(truncatingIfNeeded: record.b)),
                chosen: Schedule.Switch(chosenBy: record)
            )
        case asynclab_kind_exit: return .exited(by: task)
        case asynclab_kind_stop: return StopReason(rawValue: record.a).map { .gaveUp($0) } ?? .other
        case asynclab_kind_uncontrolled:
            guard let call = BlockingCall(rawValue: record.a) else { return .other }
            return .uncontrolled(task, call: call, address: ProgramAddress(call: record.b))
        case asynclab_kind_executor:
            guard let executor = Executor(number: record.a), let name = string(record.b) else {
                return .other
            }
            return .executorNamed(executor, name)
        case asynclab_kind_race:
            return .raced(
                Race.Access(record, task),
                Race.Memory(field: record.b),
                isFormer: record.a & asynclab_access_is_former.rawValue != 0
            )
        case asynclab_kind_note:
            guard let note = TraceNote(rawValue: record.a) else { return .other }
            return .noted(note, string(record.b) ?? "")
        default: return .other
        }
    }
}

extension TaskID {
    /// Nil for 0, which means "no task".
    init?(known id: UInt32) {
        guard id != 0 else { return nil }
        self.init(rawValue: id)
    }
}

extension Schedule.Switch {
    /// Nil where it was the schedule's.
    init?(chosenBy record: asynclab_trace_record) {
        guard record.a & ASYNCLAB_WAS_CHOSEN != 0 else { return nil }
        self.init(
            choice: Int(UInt32(truncatingIfNeeded: record.a)),
            other: Int((record.a & ~ASYNCLAB_WAS_CHOSEN) >> 32)
        )
    }
}

extension Wait {
    init(_ record: asynclab_trace_record) {
        self =
            switch asynclab_wait(rawValue: record.a & 0xffff_ffff) {
            case asynclab_wait_task: .task(TaskID(known: UInt32(truncatingIfNeeded: record.b)))
            case asynclab_wait_continuation: .continuation
            case asynclab_wait_group: .group
            case asynclab_wait_executor: .executor
            case asynclab_wait_call: .call
            default: .unknown
            }
    }
}

extension ProgramAddress {
    /// Nil for 0, which is none.
    init?(call address: UInt64) {
        guard address != 0 else { return nil }
        self.init(rawValue: UInt32(truncatingIfNeeded: address) | 1 << 31)
    }
}

extension Race.Access {
    init(_ record: asynclab_trace_record, _ task: TaskID?) {
        self.init(
            task: task,
            isWrite: record.a & asynclab_access_writes.rawValue != 0,
            place: PlaceID(known: record.a)
        )
    }
}

extension Race.Memory {
    init(field: UInt64) {
        let rest = UInt32(truncatingIfNeeded: field >> UInt64(ASYNCLAB_MEMORY_BITS))
        let kind = field & (1 << UInt64(ASYNCLAB_MEMORY_BITS) - 1)
        switch asynclab_memory(rawValue: kind) {
        case asynclab_memory_global: self = .variable(ProgramAddress(rawValue: rest))
        case asynclab_memory_heap: self = .heap(rest == 0 ? nil : PlaceID(rawValue: rest))
        default: self = .unknown
        }
    }
}

extension PlaceID {
    /// Nil where the upper half of a record's field names none.
    init?(known field: UInt64) {
        guard field >> 32 != 0 else { return nil }
        self.init(rawValue: UInt32(field >> 32))
    }
}

extension TaskOrigin {
    /// Bits of the runtime's job flags: 24 child, 26 group child, 28 async let
    /// (swiftlang/swift, include/swift/ABI/MetadataValues.h, JobFlags).
    init(jobFlags: UInt32) {
        if jobFlags & 1 << 28 != 0 {
            self = .asyncLet
        } else if jobFlags & 1 << 26 != 0 {
            self = .groupChild
        } else {
            self = .unstructured
        }
    }
}

extension Executor {
    /// Nil where the record does not know it.
    init?(number: UInt64) {
        switch asynclab_executor_kind(rawValue: number & 0xff) {
        case asynclab_executor_main: self = .main
        case asynclab_executor_pool: self = .pool
        case asynclab_executor_actor: self = .actor(UInt32(truncatingIfNeeded: number >> 8))
        case asynclab_executor_custom: self = .custom(UInt32(truncatingIfNeeded: number >> 8))
        default: return nil
        }
    }
}
