import Dispatch

final class Cell: @unchecked Sendable {
    var value = 0
}

func wait(for group: DispatchGroup) { group.wait() }

@main struct Program {
    static func main() async {
        let cells = (0..<4).map { _ in Cell() }
        let group = DispatchGroup()
        for cell in cells {
            DispatchQueue.global().async(group: group) { cell.value += 1 }
        }
        wait(for: group)
        for cell in cells { cell.value += 1 }
        await withCheckedContinuation { continuation in
            for cell in cells {
                group.enter()
                DispatchQueue.global().async {
                    cell.value += 1
                    group.leave()
                }
            }
            group.notify(queue: .global()) {
                for cell in cells { cell.value += 1 }
                continuation.resume()
            }
        }
        print(cells.map(\.value))
    }
}
