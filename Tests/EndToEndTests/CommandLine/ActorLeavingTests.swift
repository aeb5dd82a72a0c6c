import Testing

extension EndToEnd {
    @Suite("A task that leaves an actor")
    struct ActorLeavingTests {
        @Test(
            "goes on on the pool, and the next one is in the actor alone",
            arguments: ["live", "virtual"]
        )
        func leaves(_ clock: String) async throws {
            let report = try await RunReport("leaving", "--clock", clock)
            let slices = report.json["slices"].array
            for name in ["first", "second"] {
                let own = slices.filter { $0["task"] == report.task(name)["id"] }
                let executors = own.compactMap { $0["executor"].string }
                #expect(executors.filter { $0 == "Store" }.count == 1, "\(executors)")
                #expect(executors.contains("pool"), "\(executors)")
                #expect(Set(executors).subtracting(["main", "pool", "Store"]) == [])
            }
            let turns = try slices.filter { $0["executor"].string == "Store" }.map {
                (
                    from: try #require($0["from_s"].number), to: try #require($0["to_s"].number)
                )
            }.sorted { $0.from < $1.from }
            #expect(turns.count == 2)
            for (turn, next) in zip(turns, turns.dropFirst()) { #expect(turn.to <= next.from) }
        }

        @Test("and yields is on a thread whenever it prints")
        func yields() async throws {
            let report = try await RunReport("yielding")
            let worker = report.task("worker")
            let printed = report.json["output"].array
            #expect(printed.count == 100)
            for piece in printed { #expect(piece["task"] == worker["id"]) }
        }
    }
}
