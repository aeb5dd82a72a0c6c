final class Cell: @unchecked Sendable {
    var value = 0
}

@main struct Program {
    static func main() async {
        let sum = await withTaskGroup(of: Cell.self) { group in
            for index in 0..<5 {
                group.addTask {
                    let cell = Cell()
                    cell.value = index
                    await Task.yield()
                    cell.value += 1
                    return cell
                }
            }
            var sum = 0
            for await cell in group {
                cell.value += 1
                sum += cell.value
            }
            return sum
        }
        print(sum)
    }
}
