final class Options: @unchecked Sendable {
    var isVerbose = false
}

@main struct Program {
    static func main() async {
        let options = Options()
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<2 {
                group.addTask { options.isVerbose }  // race
            }
            options.isVerbose = true  // race
        }
    }
}
