// Three guests, two seats, and an actor that guards them.
func pay() async {
    try? await Task.sleep(for: .seconds(0.5))
}

actor BoxOffice {
    var seats = 2

    func buy(_ guest: Int) async {
        print("guest \(guest) sees \(seats)")
        guard seats > 0 else { return }
        await pay()
        seats -= 1
        print("guest \(guest) has a seat")
    }
}

@main
struct Program {
    static func main() async {
        let office = BoxOffice()
        let guests = (1...3).map { guest in
            Task(name: "guest \(guest)") { await office.buy(guest) }
        }
        for guest in guests { await guest.value }
        print("seats left \(await office.seats)")
    }
}
