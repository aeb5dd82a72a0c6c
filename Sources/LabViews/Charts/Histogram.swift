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
        var first = (least / width).rounded(.down)
        while Int(((greatest / width).rounded(.down) - first)) >= Self.mostBins {
            width = Self.roundWidth(atLeast: width * 1.5)
            first = (least / width).rounded(.down)
        }
        let last = Int((greatest / width).rounded(.down) - first)
        var counts = Array(repeating: 0, count: last + 1)
        // Sums of decimals fall a little short of the bound that they stand on.
        for value in values {
            let index = Int((value / width + 1e-9).rounded(.down) - first)
            counts[min(last, max(0, index))] += 1
        }
        return counts.enumerated().map { index, count in
            let from = (first + Double(index)) * width
            return Bin(range: from...from + width, count: count)
        }
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
