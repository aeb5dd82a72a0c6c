struct Matrix {
    var rows = [[1, 2], [3, 4]]
    mutating func scale(_ factor: Int) {
        for index in rows.indices { scale(&rows[index], factor) }
    }
    func scale(_ row: inout [Int], _ factor: Int) {
        row = row.map { $0 * factor }
    }
}

func sum(_ depth: Int, _ numbers: inout [Int]) -> Int {
    var local = (depth, depth + 1, depth + 2, depth + 3)
    withUnsafeMutableBytes(of: &local) { $0[0] &+= 1 }
    numbers[0] += local.0
    return depth == 0 ? numbers[0] : sum(depth - 1, &numbers) + local.3
}

@main struct Program {
    static func main() async {
        await withTaskGroup(of: Int.self) { group in
            for index in 0..<6 {
                group.addTask {
                    var matrix = Matrix()
                    var numbers = [index]
                    var result = sum(200, &numbers)
                    matrix.scale(index)
                    await Task.yield()
                    result += sum(100, &numbers)
                    return matrix.rows[0][0] + result
                }
            }
            for await found in group { print(found) }
        }
    }
}
