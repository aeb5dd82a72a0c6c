actor Sum {
    var value = 0
    func add(_ other: Int) { value += other }
}

@main struct Program {
    static func main() async {
        let sum = Sum()
        await withTaskGroup(of: [Int].self) { group in
            for index in 0..<300 {
                group.addTask {
                    await sum.add(index)
                    if index % 3 == 0 { await Task.yield() }
                    return [index]
                }
            }
            for await part in group { await sum.add(part.count) }
        }
        print(await sum.value)
    }
}
