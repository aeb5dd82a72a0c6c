final class Cell: @unchecked Sendable {
    var value = 0
}

func wait(_ cell: Cell, _ seconds: Int) async throws {
    for _ in 0..<3 {
        cell.value += 1
        try await Task.sleep(for: .seconds(seconds))
        cell.value += 1
    }
}

@main struct Program {
    static func main() async {
        let cells = (0..<3).map { _ in Cell() }
        let tasks = cells.enumerated().map { index, cell in
            Task.detached { try await wait(cell, index + 1) }
        }
        tasks[2].cancel()
        for task in tasks { _ = await task.result }
        print(cells.map(\.value))
    }
}
