import Screen
import TraceModel

/// A time in two runs, in words.
struct ChangeWords {
    let change: TimeChange
    let sharpness: Sharpness
    let glyphs: GlyphSet

    /// `1.50 s → 0.75 s`.
    var times: String {
        "\(Seconds.text(change.before)) \(glyphs.arrow) \(Seconds.text(change.now))"
    }

    /// `1.50 → 0.75 s`.
    var shortTimes: String {
        let before = Seconds.text(change.before).dropLast(2)
        return "\(before) \(glyphs.arrow) \(Seconds.text(change.now))"
    }

    /// `0.75 s less (50 %)`; what is not told apart is about the same.
    var difference: String {
        if sharpness.isSame(change) { return sharpness == .exact ? "the same" : "about the same" }
        let text = "\(Self.text(change.difference)) \(change.isLess ? "less" : "more")"
        return text + (percent.map { " (\($0) %)" } ?? "")
    }

    /// `-0.75 s`; nil where the two are not told apart.
    var signed: String? {
        if sharpness.isSame(change) { return nil }
        return (change.isLess ? "-" : "+") + Self.text(change.difference)
    }

    /// `2.0 times as fast`; nil where that says nothing.
    var factor: String? {
        guard !sharpness.isSame(change), change.before > 0, change.now > 0 else { return nil }
        let (from, to) = (Double(change.before), Double(change.now))
        let factor = change.isLess ? from / to : to / from
        guard (1.05...100).contains(factor) else { return nil }
        return "\(Self.decimal(factor)) times as \(change.isLess ? "fast" : "long")"
    }

    /// Of the time before; nil where that is nothing, or hardly compares.
    private var percent: Int? {
        guard change.before > 0 else { return nil }
        let share = 100 * Double(change.difference) / Double(change.before)
        return (0.5..<1000).contains(share) ? Int(share.rounded()) : nil
    }

    /// A difference with the decimals that show it.
    static func text(_ time: Nanoseconds) -> String {
        switch time {
        case 1_000_000...: Seconds.text(time)
        case 1_000...: Seconds.decimal(time, digits: 6) + " s"
        default: Seconds.decimal(time, digits: 9) + " s"
        }
    }

    private static func decimal(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension GlyphSet {
    /// Between what was and what is.
    var arrow: String { self == .unicode ? "→" : "->" }
}

extension TaskPair.Verdict {
    /// How it reads in a table.
    var words: String {
        switch self {
        case .faster: "faster"
        case .slower: "slower"
        case .earlier: "earlier"
        case .later: "later"
        case .same: "the same"
        case .new: "new"
        case .gone: "gone"
        }
    }
}

/// What the two runs of a comparison are called.
public struct RunNames: Equatable, Sendable {
    let before: String
    let now: String

    /// A program before a change, and now.
    public static let change = RunNames(before: "before", now: "now")
    /// What an exercise asks for, and what the learner's program does.
    static let exercise = RunNames(before: "wanted", now: "yours")

    /// The cells that both fit.
    var width: Int { max(before.count, now.count) }
}
