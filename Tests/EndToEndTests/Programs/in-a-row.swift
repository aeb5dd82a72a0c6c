/// Two pages, one after the other.
func download(_ page: Int) async -> String {
    try? await Task.sleep(for: .seconds(0.5))
    return "page \(page)"
}

@main struct InARow {
    static func main() async {
        let first = await download(1)
        let second = await download(2)
        print(first, second)
    }
}
