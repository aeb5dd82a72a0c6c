final class Cell: @unchecked Sendable {
    var value = 0
}

func fill(_ cell: Cell, _ value: Int) async -> Int {
    await Task.yield()
    cell.value = value
    return value
}

@main struct Program {
    static func main() async {
        let one = Cell()
        let other = Cell()
        async let first = fill(one, 1)
        async let second = fill(other, 2)
        let sum = await first + one.value + second + other.value
        one.value = sum
        do {
            async let third = fill(one, 3)
        }
        print(one.value)
    }
}
