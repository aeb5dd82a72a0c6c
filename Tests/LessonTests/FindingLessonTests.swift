import Curriculum
import Testing
import TraceModel

@Suite("Findings")
struct FindingLessonTests {
    @Test("name the lesson that teaches them by the number that it has")
    func numbers() throws {
        let course = try Course.own.get()
        let ids: [Finding.Kind: String] = [
            .blockedThread: "sleeping-and-blocking", .mainActorHeld: "sleeping-and-blocking",
            .poolStarved: "sleeping-and-blocking", .awaitsInARow: "one-after-another-or-together",
            .unfinishedTask: "creating-tasks", .sleepInActor: "state-that-tasks-share",
            .actorContention: "state-that-tasks-share", .neverYields: "inside-the-event-loop",
        ]
        for kind in Finding.Kind.allCases {
            let lesson = course.lessons.first { $0.number == kind.lesson }
            #expect(lesson?.id == ids[kind], "\(kind)")
        }
    }
}
