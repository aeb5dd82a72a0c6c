// A message that travels through a ring of two hundred actors, several times.
actor Station {
    var next: Station?
    var passed = 0

    func link(to station: Station) { next = station }

    func pass(_ hops: Int) async -> Int {
        passed += 1
        guard hops > 0, let next else { return 0 }
        return await next.pass(hops - 1) + 1
    }
}

@main
struct Program {
    static func main() async {
        let stations = (1...200).map { _ in Station() }
        for index in stations.indices {
            await stations[index].link(to: stations[(index + 1) % stations.count])
        }
        print("hops", await stations[0].pass(1000))
        var passed = 0
        for station in stations { passed += await station.passed }
        print("passed", passed)
    }
}
