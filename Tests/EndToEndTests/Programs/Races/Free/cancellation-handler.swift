final class Cell: @unchecked Sendable {
    var value = 0
}

@main struct Program {
    static func main() async {
        for _ in 0..<2 {
            let task = Task.detached {
                let cell = Cell()
                cell.value = 1
                await withTaskCancellationHandler {
                    try? await Task.sleep(for: .seconds(100))
                } onCancel: {
                    cell.value += 1
                }
                cell.value += 1
                return cell.value
            }
            try? await Task.sleep(for: .seconds(1))
            task.cancel()
            print(await task.value)
        }
    }
}
