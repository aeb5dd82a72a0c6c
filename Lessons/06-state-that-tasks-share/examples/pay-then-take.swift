// Three guests, two seats: pay, then take a seat.
var seats = 2

func pay() async {
    try? await Task.sleep(for: .seconds(0.5))
}

func buy(_ guest: Int) async {
    print("guest \(guest) sees \(seats)")
    guard seats > 0 else { return }
    await pay()
    seats -= 1
    print("guest \(guest) has a seat")
}

@main
struct Program {
    static func main() async {
        let guests = (1...3).map { guest in
            Task(name: "guest \(guest)") { await buy(guest) }
        }
        for guest in guests { await guest.value }
        print("seats left \(seats)")
    }
}
