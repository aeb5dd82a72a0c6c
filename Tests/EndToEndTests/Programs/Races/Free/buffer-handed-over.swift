final class Holder: @unchecked Sendable {
    var values: [Int] = []
}

@main struct Program {
    static func main() async {
        var values = [1, 2, 3]
        for _ in 0..<3 {
            let given = values
            let task = Task.detached {
                let sum = given.reduce(0, +)
                await Task.yield()
                return sum
            }
            values[0] += await task.value
        }
        let holder = Holder()
        let reader = Task.detached { [values] in
            await Task.yield()
            return values.count
        }
        holder.values = values
        values = []
        holder.values.append(4)
        print(holder.values.count, await reader.value)
    }
}
