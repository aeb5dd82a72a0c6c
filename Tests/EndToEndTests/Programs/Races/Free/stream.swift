final class Message: @unchecked Sendable {
    var text = ""
}

@main struct Program {
    static func main() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Message.self)
        let producer = Task.detached {
            for index in 0..<6 {
                let message = Message()
                message.text = "message \(index)"
                continuation.yield(message)
                if index % 2 == 0 { try? await Task.sleep(for: .seconds(1)) }
            }
            continuation.finish()
        }
        var count = 0
        for await message in stream {
            message.text += "!"
            count += message.text.count
        }
        await producer.value
        print(count)
    }
}
