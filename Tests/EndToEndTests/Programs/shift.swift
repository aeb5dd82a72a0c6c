/// Two tasks that sleep and print, an hour of them.
@main struct Shift {
    static func main() async {
        await withTaskGroup { group in
            for name in ["early", "late"] {
                group.addTask(name: name) {
                    for hour in 1...4 {
                        try? await Task.sleep(for: .seconds(900))
                        print("\(name) \(hour)")
                    }
                }
            }
        }
    }
}
