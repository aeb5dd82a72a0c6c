@main struct Program {
    static func main() async {
        let shared = (0..<50).map { "\($0)" }
        let table = ["a": [1, 2, 3], "b": [4]]
        await withTaskGroup(of: Int.self) { group in
            for index in 0..<4 {
                group.addTask {
                    var own = shared
                    own.append("\(index)")
                    own[0] += "!"
                    var copy = table
                    copy["a"]?.append(index)
                    copy["c"] = [index]
                    var text = shared[index]
                    text += own[0]
                    return own.count + copy.count + text.count
                }
            }
            for await count in group { print(count) }
        }
        var own = shared
        own[1] = "mine"
        print(own.count)
    }
}
