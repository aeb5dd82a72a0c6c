/// One marked place of a step's program, for the learner to change.
public struct Change: Sendable, Equatable {
    /// The lines of the place, from 1.
    public let lines: ClosedRange<Int>
    /// Lines that can stand there instead, so that the goal is reached.
    public let solution: [String]
    /// What the run of the changed program should come to.
    public let goal: [Claim]
    /// Line of the change in `lesson.md`, from 1.
    public let line: Int

    /// A change of some lines.
    public init(lines: ClosedRange<Int>, solution: [String], goal: [Claim], line: Int = 1) {
        self.lines = lines
        self.solution = solution
        self.goal = goal
        self.line = line
    }

    /// The program with the solution in place, indented as the line that it replaces.
    public func solved(_ program: ProgramReference) -> String {
        let lines = program.lines.map(String.init)
        let indent = lines[self.lines.lowerBound - 1].prefix { $0 == " " }
        let own = solution.filter { !$0.isEmpty }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        let placed = solution.map { $0.isEmpty ? "" : String(indent + $0.dropFirst(own)) }
        let changed =
            lines[..<(self.lines.lowerBound - 1)] + placed + lines[self.lines.upperBound...]
        return changed.joined(separator: "\n") + "\n"
    }

    /// The place in a program that has been changed, from its first to its last line; its first
    /// line alone where nothing is left of it.
    ///
    /// What stands before the place and behind it counts as it was.
    public func place(in changed: ProgramReference, from original: ProgramReference)
        -> ClosedRange<Int>
    {
        let behind = original.lines.count - lines.upperBound
        let first = max(1, min(lines.lowerBound, changed.lines.count))
        return first...max(first, changed.lines.count - behind)
    }
}
