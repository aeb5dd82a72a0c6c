import TraceModel

extension RunReportJSON {
    /// A data race: the access that came first, and the one that showed it.
    struct RaceEntry: Encodable {
        let at: Double
        let variable: String?
        let allocated: PlaceEntry?
        let accesses: [AccessEntry]

        enum CodingKeys: String, CodingKey {
            case variable, accesses
            case at = "at_s"
            case allocated = "allocated_at"
        }

        init(_ race: Race, _ trace: Trace) {
            at = seconds(race.time)
            variable = trace.variable(of: race)
            var allocation: PlaceID?
            if case .heap(let place) = race.memory { allocation = place }
            allocated = trace.places.line(at: allocation).map(PlaceEntry.init)
            accesses = [race.former, race.later].map { AccessEntry($0, trace) }
        }
    }

    /// One of a race's accesses.
    struct AccessEntry: Encodable {
        let task: UInt32?
        let name: String?
        let access: String
        let file: String?
        let line: Int?
        let function: String?

        init(_ access: Race.Access, _ trace: Trace) {
            let place = trace.places.line(at: access.place)
            task = access.task?.rawValue
            name = access.task.flatMap { trace.task($0)?.name }
            self.access = access.isWrite ? "write" : "read"
            file = place?.fileName
            line = place?.line
            function = place?.function
        }
    }
}
