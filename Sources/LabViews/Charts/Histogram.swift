import Screen

/// How often values fall into each of some stretches of equal width, as bars.
struct Histogram {
    let values: [Double]
    /// The bounds of a stretch, as a reader reads them.
    let text: (ClosedRange<Double>) -> String
    let theme: Theme
    var style = Style.plain

    struct Bin: Equatable {
        let range: ClosedRange<Double>
        let count: Int
    }

    private static let mostBins = 8

    /// The stretches: each holds what is not less than its beginning and less than its end.
    ///
    /// Their width is 1, 2 or 5 times a power of ten; the first begins at a multiple of it.
    var bins: [Bin] {
        guard let least = values.min(), let greatest = values.max() else { return [] }
        guard greatest > least else { return [Bin(range: least...least, count: values.count)] }
        var width = Self.roundWidth(atLeast: (greatest - least) / Double(Self.mostBins))
        while Self.index(greatest, width) - Self.index(least, width) >= Self.mostBins {
            width = Self.roundWidth(atLeast: width * 1.5)
        }
        let first = Self.index(least, width)
        var counts = Array(repeating: 0, count: Self.index(greatest, width) - first + 1)
        for value in values { counts[Self.index(value, width) - first] += 1 }
        return counts.enumerated().map { index, count in
            let from = Double(first + index) * width
            return Bin(range: from...from + width, count: count)
        }
    }

    /// How many widths a value is from 0: sums of decimals fall a little short of a bound.
    private static func index(_ value: Double, _ width: Double) -> Int {
        Int((value / width + 1e-9).rounded(.down))
    }

    /// A line for each stretch.
    func lines(width: Int) -> [StyledLine] {
        let bars = bins.map { bin in
            BarChart.Bar(
                label: text(bin.range),
                value: Double(bin.count),
                text: "\(bin.count)",
                style: style
            )
        }
        return BarChart(bars, theme: theme).lines(width: width)
    }

    private static func roundWidth(atLeast least: Double) -> Double {
        var unit = 1e-9
        while unit < 1e12 {
            for factor in [1.0, 2, 5] where unit * factor >= least * 0.999_999 {
                return unit * factor
            }
            unit *= 10
        }
        return unit
    }
}
