import Glibc

/// Nanoseconds of CLOCK_MONOTONIC, the same in all processes.
func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Milliseconds from one time to another.
func milliseconds(from start: UInt64, to end: UInt64) -> Double {
    (Double(end) - Double(start)) / 1e6
}

/// Several measurements of one thing.
struct Sample {
    let values: [Double]

    var median: Double { quantile(0.5) }

    /// Where a part of the values is below; linear between neighbours.
    func quantile(_ part: Double) -> Double {
        let sorted = values.sorted()
        guard let last = sorted.last else { return .nan }
        let place = part * Double(sorted.count - 1)
        let index = Int(place)
        guard index + 1 < sorted.count else { return last }
        return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
    }

    /// The middle half, as "3 to 5".
    func spread(_ digits: Int) -> String {
        "\(text(quantile(0.25), digits)) to \(text(quantile(0.75), digits))"
    }
}

/// A number with so many decimals.
func text(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "-" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded())
    let fraction = String(scaled % Int(scale))
    let zeros = String(repeating: "0", count: max(0, digits - fraction.count))
    return (value < 0 ? "-" : "") + "\(scaled / Int(scale))"
        + (digits > 0 ? "." + zeros + fraction : "")
}
