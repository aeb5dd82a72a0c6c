import LabCore
import Schedules
import TraceModel

extension RunReportJSON {
    /// The schedule that was asked for by a token.
    struct ScheduleEntry: Encodable {
        let token: String?
        /// The run went as the one did that the token was made of.
        let fits: Bool
        let switches: [SwitchEntry]

        init?(_ run: RunState) {
            guard let asked = run.clock.schedule, let course = run.course else { return nil }
            token = asked.text
            fits = course.fits(asked)
            switches = run.trace.switches.map(SwitchEntry.init)
        }
    }

    /// Another task ran than the one that would have gone on.
    struct SwitchEntry: Encodable {
        let at: Double
        let task: UInt32?
        let insteadOf: UInt32?

        enum CodingKeys: String, CodingKey {
            case task
            case at = "at_s"
            case insteadOf = "instead_of"
        }

        init(_ taken: TakenSwitch) {
            at = seconds(taken.time)
            task = taken.task?.rawValue
            insteadOf = taken.insteadOf?.rawValue
        }
    }

    /// A search among schedules.
    struct ExplorationEntry: Encodable {
        let schedules: Int
        let all: Bool
        let coverage: String
        let deterministic: Bool
        /// One word; nil: no schedule fails.
        let failure: String?
        let token: String?
        let switches: Int?
        let cause: String?

        init(_ explored: ExplorationResult) {
            schedules = explored.coverage.runs
            all = explored.coverage.isAll
            coverage = explored.coverage.text
            deterministic = !explored.coverage.isUncontrolled
            failure = explored.failing?.failure.word
            token = explored.failing?.token.text
            switches = explored.failing?.switches
            cause = explored.failing?.cause
        }
    }
}
