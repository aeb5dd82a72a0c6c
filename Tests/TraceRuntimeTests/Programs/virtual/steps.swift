// Five tasks print, sleep, print again; main has a turn after each.
@main
struct Program {
    static func main() async {
        print("begin")
        await withTaskGroup { group in
            for number in 1...5 {
                group.addTask(name: "\(number)") {
                    print(number)
                    try? await Task.sleep(for: .seconds(number))
                    print(number, "again")
                }
            }
        }
        print("end")
    }
}
