final class Message: @unchecked Sendable {
    var text = "draft"
}

@main struct Program {
    static func main() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Message.self)
        let producer = Task.detached {
            let message = Message()
            continuation.yield(message)
            message.text = "sent"  // race
            try? await Task.sleep(for: .seconds(1))
            continuation.finish()
        }
        for await message in stream {
            message.text = "read"  // race
        }
        await producer.value
    }
}
