import Testing

/// What `run --json` printed.
struct RunReport {
    let json: JSONValue
    let result: CommandResult

    /// Runs a program of the tests.
    init(_ program: String, _ options: String...) async throws {
        let command = try Command(["run", Installed.program(program), "--json"] + options)
        result = try await command.result()
        json = try JSONValue(result.output)
    }

    var tasks: [JSONValue] { json["tasks"].array }

    /// The task of a name.
    func task(_ name: String) -> JSONValue {
        tasks.first { $0["name"].string == name } ?? .null
    }

    /// All that was printed on one of the streams, in order.
    func printed(_ stream: String = "stdout") -> String {
        json["output"].array.filter { $0["stream"].string == stream }
            .compactMap { $0["text"].string }.joined()
    }
}
