import FoundationEssentials

/// How long an event of a program takes to the screen.
struct LatencyBenchmark {
    let workshop: Workshop

    func row() throws -> Row {
        let source = try workshop.copy("latency")
        let log = workshop.folder + "/words"
        let terminal = try workshop.open(
            ["run", source],
            size: (200, 50),
            environment: ["BENCHMARK_LOG": log]
        )
        defer { terminal.end() }
        var arrivals: [String: UInt64] = [:]
        for number in 0..<26 {
            let word = Self.word(number)
            arrivals[word] = terminal.arrival(of: word, within: number == 0 ? 60 : 5)
        }
        guard terminal.arrival(of: "ended", within: 10) != nil else {
            throw BenchmarkError("The program never ended.")
        }
        let times = try Self.printed(log).compactMap { word, time in
            arrivals[word].map { milliseconds(from: time, to: $0) }
        }
        let sample = Sample(values: times)
        let worst = times.max() ?? .nan
        return Row(
            what: "g  an event to the screen",
            measured: text(sample.median, 0) + " ms",
            aim: "<= 50 ms",
            isMet: sample.median <= 50 && times.count >= 20,
            detail: "\(times.count) of 26 events seen; middle half \(sample.spread(0)) ms, "
                + "longest \(text(worst, 0)) ms"
        )
    }

    /// The same words as in the program.
    private static func word(_ number: Int) -> String {
        String((0..<6).map { Character(UnicodeScalar(UInt8(97 + (number * 7 + $0 * 5) % 26))) })
    }

    /// When the program printed its words, as its log says.
    private static func printed(_ log: String) throws -> [(String, UInt64)] {
        let data = try Data(contentsOf: URL(filePath: log))
        return String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 ? UInt64(words[1]).map { (String(words[0]), $0) } : nil
        }
    }
}
