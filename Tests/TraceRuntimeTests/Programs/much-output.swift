// More than 100 KB through print, from one task after another: nothing lost, nothing mixed.
@main
struct Program {
    static func main() async {
        for page in 1...20 {
            await Task.detached {
                for line in 1...100 {
                    print("page", page, "line", line, String(repeating: "x", count: 40))
                }
            }.value
        }
        await withDiscardingTaskGroup { group in
            for _ in 1...10 {
                group.addTask {
                    for _ in 1...20 { print(String(repeating: "whole line ", count: 10)) }
                }
            }
        }
    }
}
