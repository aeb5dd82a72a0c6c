final class Cell: @unchecked Sendable {
    var value = 0
}

@main struct Program {
    static func main() async {
        let cells = (0..<4).map { _ in Cell() }
        await withTaskGroup(of: Void.self) { group in
            for cell in cells { group.addTask { cell.value += 1 } }
        }
        for cell in cells { cell.value += 1 }
        await withTaskGroup(of: Void.self) { group in
            for cell in cells { group.addTask { cell.value += 1 } }
            await group.waitForAll()
            for cell in cells { cell.value += 1 }
        }
        print(cells.map(\.value))
    }
}
