/// Two tasks that are woken at once, after an hour.
@main struct Guests {
    static func main() async {
        await withTaskGroup { group in
            for name in ["ann", "bob"] {
                group.addTask(name: name) {
                    try? await Task.sleep(for: .seconds(3600))
                    print("\(name) speaks")
                }
            }
        }
    }
}
