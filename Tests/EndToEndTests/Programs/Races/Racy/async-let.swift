nonisolated(unsafe) var progress = 0

func download() async -> Int {
    progress = 50  // race
    return 3
}

@main struct Program {
    static func main() async {
        async let size = download()
        await Task.yield()
        progress = 1  // race
        _ = await size
    }
}
