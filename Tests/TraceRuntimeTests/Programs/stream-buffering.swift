// makeStream with each buffering policy: which values are kept and what yield says.
@main
struct Program {
    static func main() async {
        for (name, policy) in [
            ("unbounded", AsyncStream<Int>.Continuation.BufferingPolicy.unbounded),
            ("oldest", .bufferingOldest(2)),
            ("newest", .bufferingNewest(2)),
        ] {
            let (stream, continuation) = AsyncStream<Int>.makeStream(bufferingPolicy: policy)
            let answers = (1...4).map { continuation.yield($0) }
            continuation.finish()
            var kept: [Int] = []
            for await number in stream { kept.append(number) }
            print(name, kept, answers)
        }
    }
}
