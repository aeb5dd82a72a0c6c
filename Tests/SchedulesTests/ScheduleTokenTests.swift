import Schedules
import Testing

@Suite("The token of a schedule")
struct ScheduleTokenTests {
    static let schedules: [Schedule] = [
        .seeded(0), .seeded(7), .seeded(.max), .random(seed: 0), .random(seed: .max), .steady([]),
        .steady([.init(choice: 0, other: 1)]),
        .steady([
            .init(choice: 3, other: 2), .init(choice: 4, other: 1), .init(choice: 900, other: 17),
        ]),
        .priorities(seed: 1149, depth: 2, length: 50),
    ]

    @Test("gives the schedule back", arguments: schedules)
    func roundTrip(_ schedule: Schedule) throws {
        for threads in [1, 2, 8, 512] {
            let token = ScheduleToken(schedule, threads: threads, fingerprint: 0x1234_5678_9abc)
            let text = try #require(token.text)
            #expect(text.count <= ScheduleToken.longest)
            #expect(ScheduleToken(text) == token)
            #expect(ScheduleToken(text.lowercased()) == token)
            #expect(token.fits(fingerprint: 0x1234_5678_9abc))
            #expect(!token.fits(fingerprint: 0x1234_5678_9abd))
        }
    }

    @Test("gives back what somebody chose, with any schedule behind it", arguments: schedules)
    func chosen(_ otherwise: Schedule) throws {
        let many = (0..<Schedule.mostSwitches).map { Schedule.Switch(choice: $0 * 90, other: 9) }
        for choices in [Array(many.prefix(1)), Array(many.prefix(3)), many] {
            let schedule = otherwise.choosing(choices)
            let token = ScheduleToken(schedule, threads: 2, fingerprint: 99)
            let text = try #require(token.text)
            #expect(text.count <= ScheduleToken.longestChosen)
            #expect(ScheduleToken(text) == token)
            #expect(ScheduleToken(text)?.isChosen == true)
            #expect(schedule.unchosen == otherwise)
            #expect(schedule.choices == choices)
            #expect(schedule.choosing([]) == otherwise)
            #expect(ScheduleToken(String(text.dropLast())) == nil)
        }
    }

    @Test("is read with the letters that look alike, and with hyphens")
    func lookAlike() throws {
        let token = ScheduleToken(.seeded(1), threads: 1, fingerprint: 0)
        let text = try #require(token.text)
        let typed = text.replacing("1", with: "l").replacing("0", with: "O")
        #expect(ScheduleToken(typed) == token)
        #expect(ScheduleToken(typed.prefix(4) + "-" + typed.dropFirst(4)) == token)
    }

    @Test("with one character mistyped, or two exchanged, is none")
    func mistyped() throws {
        let switches: [Schedule.Switch] = [.init(choice: 5, other: 2), .init(choice: 11, other: 1)]
        let token = ScheduleToken(.steady(switches), threads: 2, fingerprint: 77_777)
        let text = Array(try #require(token.text))
        for index in text.indices {
            for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where letter != text[index] {
                var other = text
                other[index] = letter
                #expect(ScheduleToken(String(other)) == nil)
            }
            if index + 1 < text.count, text[index] != text[index + 1] {
                var other = text
                other.swapAt(index, index + 1)
                #expect(ScheduleToken(String(other)) == nil)
            }
        }
    }

    @Test(
        "is nothing else",
        arguments: ["", "hello", "0", "5", String(repeating: "5", count: 40), "ü"]
    )
    func nonsense(_ text: String) {
        #expect(ScheduleToken(text) == nil)
    }

    @Test("of a schedule that is too long has no text")
    func tooLong() {
        let switches = (0..<40).map { Schedule.Switch(choice: $0 * 100, other: 3) }
        #expect(ScheduleToken(.steady(switches), threads: 2, fingerprint: 0).text == nil)
    }
}
