final class Cell: @unchecked Sendable {
    var value = 0
}

struct Failure: Error {}

@main struct Program {
    static func main() async {
        let cells = (0..<4).map { _ in Cell() }
        await withDiscardingTaskGroup { group in
            for cell in cells { group.addTask { cell.value += 1 } }
        }
        for cell in cells { cell.value += 1 }
        try? await withThrowingTaskGroup(of: Void.self) { group in
            for cell in cells { group.addTask { cell.value += 1 } }
            try await group.waitForAll()
            for cell in cells { cell.value += 1 }
        }
        try? await withThrowingDiscardingTaskGroup { group in
            for cell in cells {
                group.addTask {
                    cell.value += 1
                    throw Failure()
                }
            }
        }
        print(cells.map(\.value))
    }
}
