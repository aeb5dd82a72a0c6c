// An AsyncSequence written by hand, with the library's map, filter and prefix on top.
struct Countdown: AsyncSequence, Sendable {
    let start: Int

    struct Iterator: AsyncIteratorProtocol {
        var number: Int

        mutating func next() async throws -> Int? {
            try await Task.sleep(for: .milliseconds(1))
            guard number > 0 else { return nil }
            defer { number -= 1 }
            return number
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(number: start) }
}

@main
struct Program {
    static func main() async throws {
        for try await number in Countdown(start: 3) { print(number) }
        let even = Countdown(start: 10).filter { $0.isMultiple(of: 2) }.map { "cup \($0)" }.prefix(
            3
        )
        for try await cup in even { print(cup) }
        try await sum()
    }

    @concurrent static func sum() async throws {
        print("sum", try await Countdown(start: 6).reduce(0, +))
        print("contains", try await Countdown(start: 6).contains(4))
    }
}
