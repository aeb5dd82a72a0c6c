final class Cell: @unchecked Sendable {
    var value = 0
}

@main struct Program {
    static func main() async {
        let cells = [Cell(), Cell()]
        await withTaskGroup(of: Int.self) { group in
            for index in 0..<2 {
                group.addTask {
                    cells[index].value = index + 1  // race
                    return index
                }
            }
            let first = await group.next() ?? 0
            cells[1 - first].value += 10  // race
        }
    }
}
