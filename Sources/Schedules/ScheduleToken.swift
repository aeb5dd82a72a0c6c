/// A schedule in at most 32 letters and digits, to be given back; in more where somebody chose it.
///
/// In the letters of Crockford's Base 32 (no I, L, O and U), five bits each: the form of the token and
/// the kind of schedule; the threads of the pool; 20 bits of the run's fingerprint, by which a program
/// is told on which the schedule no longer fits; the schedule; 10 bits to find mistakes of typing. Of a
/// schedule that somebody chose the fingerprint is that behind the last choice, so that it is known at once;
/// before the schedule stand how many choices there are, and these.
public struct ScheduleToken: Hashable, Sendable {
    /// What it stands for.
    public let schedule: Schedule
    /// Threads of the pool, from 1.
    public let threads: Int
    /// The lower 20 bits of the run's.
    public let fingerprint: UInt32

    /// The longest that a token is, but for those of schedules that somebody chose.
    public static let longest = 32
    /// The longest that such a token is.
    public static let longestChosen = 512
    private static let form: UInt8 = 1
    private static let formOfChosen: UInt8 = 2
    private static let fingerprintMask: UInt64 = 0xfffff

    /// The schedule of a run that had a fingerprint.
    public init(_ schedule: Schedule, threads: Int, fingerprint: UInt64) {
        self.schedule = schedule
        self.threads = threads
        self.fingerprint = UInt32(fingerprint & Self.fingerprintMask)
    }

    /// Whether a run went as the one did that the token was made of.
    public func fits(fingerprint: UInt64) -> Bool {
        UInt64(self.fingerprint) == fingerprint & Self.fingerprintMask
    }

    /// Letters and digits; nil: it would take too many.
    public var text: String? {
        var writer = Base32Writer()
        writer.put((isChosen ? Self.formOfChosen : Self.form) << 2 | kind)
        writer.putNumber(UInt64(threads))
        for shift in stride(from: 15, through: 0, by: -5) {
            writer.put(UInt8(truncatingIfNeeded: fingerprint >> UInt32(shift)) & 31)
        }
        putSchedule(into: &writer)
        let check = Base32.check(writer.digits)
        writer.put(UInt8(check >> 5))
        writer.put(UInt8(check & 31))
        let most = isChosen ? Self.longestChosen : Self.longest
        return writer.digits.count > most ? nil : Base32.text(writer.digits)
    }

    /// Somebody chose what is in it.
    public var isChosen: Bool {
        if case .chosen = schedule { true } else { false }
    }

    private var kind: UInt8 {
        switch schedule.unchosen {
        case .seeded, .chosen: 0
        case .steady: 1
        case .random: 2
        case .priorities: 3
        }
    }

    private func putSchedule(into writer: inout Base32Writer) {
        if case .chosen(let choices, _) = schedule {
            writer.putNumber(UInt64(choices.count))
            put(choices, into: &writer)
        }
        switch schedule.unchosen {
        case .seeded(let seed), .random(let seed): writer.putNumber(seed)
        case .priorities(let seed, let depth, let length):
            writer.putNumber(UInt64(depth))
            writer.putNumber(UInt64(length))
            writer.putNumber(seed)
        case .steady(let switches): put(switches, into: &writer)
        case .chosen: break
        }
    }

    private func put(_ switches: [Schedule.Switch], into writer: inout Base32Writer) {
        var before = -1
        for one in switches {
            writer.putNumber(UInt64(one.choice - before - 1))
            writer.putNumber(UInt64(one.other - 1))
            before = one.choice
        }
    }

    /// Reads a token.
    ///
    /// Small letters count as large ones, I and L as 1, O as 0, and hyphens not at all.
    /// Nil: it is none, or one with a mistake of typing.
    public init?(_ text: String) {
        guard let digits = Base32.digits(text), digits.count >= 8,
            digits.count <= Self.longestChosen
        else {
            return nil
        }
        let check = UInt16(digits[digits.count - 2]) << 5 | UInt16(digits[digits.count - 1])
        let body = Array(digits.dropLast(2))
        let isChosen = body[0] >> 2 == Self.formOfChosen
        guard check == Base32.check(body), isChosen || body[0] >> 2 == Self.form,
            isChosen || digits.count <= Self.longest
        else { return nil }
        var reader = Base32Reader(body.dropFirst())
        guard let threads = reader.number(), threads >= 1, threads <= 512 else { return nil }
        self.threads = Int(threads)
        var fingerprint: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = reader.digit() else { return nil }
            fingerprint = fingerprint << 5 | UInt32(digit)
        }
        self.fingerprint = fingerprint
        let choices = isChosen ? Self.choices(from: &reader) : []
        guard let choices, let schedule = Self.schedule(kind: body[0] & 3, from: &reader) else {
            return nil
        }
        self.schedule = isChosen ? .chosen(choices, otherwise: schedule) : schedule
    }

    private static func choices(from reader: inout Base32Reader) -> [Schedule.Switch]? {
        guard let count = reader.number(), count <= Schedule.mostSwitches else { return nil }
        return switches(from: &reader, atMost: Int(count)).flatMap { $0.count == count ? $0 : nil }
    }

    private static func schedule(kind: UInt8, from reader: inout Base32Reader) -> Schedule? {
        switch kind {
        case 0: reader.number().map { .seeded($0) }
        case 1: switches(from: &reader).map { .steady($0) }
        case 2: reader.number().map { .random(seed: $0) }
        default: priorities(from: &reader)
        }
    }

    private static func priorities(from reader: inout Base32Reader) -> Schedule? {
        guard let depth = reader.number(), let length = reader.number(), let seed = reader.number(),
            let wholeDepth = Int(exactly: depth), let wholeLength = Int(exactly: length)
        else { return nil }
        return .priorities(seed: seed, depth: wholeDepth, length: wholeLength)
    }

    /// As many as there are, or as can be.
    private static func switches(
        from reader: inout Base32Reader,
        atMost most: Int? = nil
    ) -> [Schedule.Switch]? {
        var switches: [Schedule.Switch] = []
        while !reader.isAtEnd, switches.count != most {
            guard let gap = reader.number(), let other = reader.number(), gap < 1 << 30,
                other < 1 << 30, switches.count < Schedule.mostSwitches
            else { return nil }
            let choice = (switches.last?.choice ?? -1) + 1 + Int(gap)
            switches.append(Schedule.Switch(choice: choice, other: Int(other) + 1))
        }
        return switches
    }
}
