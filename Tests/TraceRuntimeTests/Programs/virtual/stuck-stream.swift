// A stream gives two values and is never finished.
@main
struct Program {
    static func main() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
        continuation.yield(1)
        continuation.yield(2)
        let reader = Task(name: "reader") {
            for await value in stream { print(value) }
        }
        await reader.value
        continuation.finish()
    }
}
