import Synchronization

final class Part {
    let number: Int
    init(_ number: Int) { self.number = number }
}

final class Resource: @unchecked Sendable {
    let lock = Mutex(0)
    var parts: [Part] = []
    var name = "a resource with a name that is no small string"

    func add(_ number: Int) {
        lock.withLock { _ in
            parts.append(Part(number))
            name += "\(number)"
        }
    }

    deinit { print(parts.count, name.isEmpty) }
}

@main struct Program {
    static func main() async {
        do {
            let resource = Resource()
            for number in 0..<3 { Task.detached { resource.add(number) } }
            resource.add(-1)
        }
        try? await Task.sleep(for: .seconds(1))
    }
}
