@main struct Program {
    static func main() async {
        nonisolated(unsafe) var found = 0
        let search = Task.detached {
            found = 7  // race
        }
        let other = Task.detached { found }  // race
        await search.value
        _ = await other.value
    }
}
