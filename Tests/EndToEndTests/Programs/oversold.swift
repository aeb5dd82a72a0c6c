/// Looks whether there is a seat, and takes it later: right only where nobody comes in between.
actor Hall {
    private(set) var seats = 1

    func hasSeat() -> Bool { seats > 0 }
    func takeSeat() { seats -= 1 }
}

@main struct Oversold {
    static func main() async {
        let hall = Hall()
        await withTaskGroup { group in
            for number in 1...2 {
                group.addTask(name: "guest \(number)") {
                    guard await hall.hasSeat() else { return }
                    print("a guest pays")
                    await hall.takeSeat()
                }
            }
        }
        print("seats left: \(await hall.seats)")
    }
}
