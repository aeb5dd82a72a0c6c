final class Trail: @unchecked Sendable {
    var steps = 0
}

enum Context {
    @TaskLocal static var trail: Trail?
}

func step() {
    Context.trail?.steps += 1  // race
}

@main struct Program {
    static func main() async {
        await Context.$trail.withValue(Trail()) {
            async let one: Void = step()
            async let other: Void = step()
            _ = await (one, other)
        }
    }
}
