enum Context {
    @TaskLocal static var name = "none"
    @TaskLocal static var depth = 0
}

func describe() async -> String {
    await Context.$depth.withValue(Context.depth + 1) {
        await Task.yield()
        return "\(Context.name) \(Context.depth)"
    }
}

@main struct Program {
    static func main() async {
        await Context.$name.withValue("main") {
            async let one = describe()
            async let other = describe()
            let third = Task { await describe() }
            print(await one, await other, await third.value)
        }
    }
}
