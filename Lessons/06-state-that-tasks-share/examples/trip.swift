// A trip with three stops. Each is added when it is known.
var trip = "home"

func find(_ number: Int) async -> String {
    try? await Task.sleep(for: .seconds(0.3 * Double(number)))
    return " > stop \(number)"
}

func add(_ number: Int) async {
    trip = trip + (await find(number))
    print(trip)
}

@main
struct Program {
    static func main() async {
        let stops = (1...3).map { number in
            Task(name: "stop \(number)") { await add(number) }
        }
        for stop in stops { await stop.value }
    }
}
