// A task group gives every child's value, and children overlap.
@main
struct Program {
    static func main() async {
        let clock = ContinuousClock()
        var squares: [Int] = []
        let elapsed = await clock.measure {
            await withTaskGroup(of: Int.self) { group in
                for number in 1...20 {
                    group.addTask {
                        try? await Task.sleep(for: .milliseconds(50))
                        return number * number
                    }
                }
                for await square in group { squares.append(square) }
            }
        }
        print(squares.sorted())
        print("together:", elapsed < .milliseconds(900))
    }
}
