import LabCore
import Screen
import Testing
import TraceModel

@testable import LabViews

/// Names and output of any script: what is drawn keeps its columns.
@Suite("Wide characters")
struct WideNameTests {
    private static let names = [
        "下载页面一", "ダウンロード二番目のとても長い名前のタスク", "a👨‍👩‍👧b cafe\u{301}", "हिन्दी नाम",
        "tab\there\u{202E}rtl", "plain",
    ]

    private static var ended: LabState {
        var state = LabState(subject: .program(Fixture.program))
        _ = update(&state, .commanded(.run))
        let main = Fixture.main
        var events = [
            Fixture.event(0, .created(main, by: nil, origin: .unstructured, name: nil)),
            Fixture.event(0, .started(main, on: .main)),
        ]
        for (index, name) in names.enumerated() {
            let task = TaskID(rawValue: UInt32(index + 2))
            events += [
                Fixture.event(1, .created(task, by: main, origin: .groupChild, name: name)),
                Fixture.event(1, .started(task, on: .main)),
                Fixture.event(
                    900,
                    .printed(task, stream: .standardOutput, text: "第\(index)页 完成 e\u{301}👨‍👩‍👧|\n")
                ),
                Fixture.event(900, .ended(task, threw: false, cancelled: false)),
            ]
        }
        let reports: [RunReport] = [
            .compiled, .traced(events, dropped: 0),
            .ended(.exited(0), at: 1_000_000_000, inGoodOrder: true),
        ]
        for report in reports { _ = update(&state, .reported(RunID(rawValue: 1), report)) }
        return state
    }

    /// Columns of a row that show one of some characters.
    private func columns(of characters: Set<Character>, in frame: Frame, row: Int) -> [Int] {
        (0..<frame.size.width).filter {
            characters.contains(frame[Point(x: $0, y: row)].character)
        }
    }

    @Test("Lanes begin in one column, and no border moves", arguments: [80, 120])
    func lanes(width: Int) {
        let size = Size(width: width, height: width == 80 ? 24 : 40)
        for appearance in [Appearance(), Fixture.ascii] {
            let frame = LabView(Self.ended, size: size, appearance: appearance).frame()
            let rows = frame.text.split(separator: "\n", omittingEmptySubsequences: false)
            let lanes = rows.indices.filter { (4..<10).contains($0) && rows[$0].contains("#") }
            #expect(lanes.count == Self.names.count)
            let running: Set<Character> = appearance.glyphs == .unicode ? ["█"] : ["R"]
            let starts = Set(lanes.map { columns(of: running, in: frame, row: $0).first })
            #expect(starts.count == 1 && starts.first != nil, "\(starts)")
            let border: Set<Character> = appearance.glyphs == .unicode ? ["│"] : ["|"]
            for row in lanes {
                #expect(columns(of: border, in: frame, row: row).last == width - 1)
                #expect(TextWidth.of(String(rows[row])) == width)
            }
        }
    }

    @Test("Every place shows such names within its borders", arguments: [80, 120])
    func places(width: Int) {
        let size = Size(width: width, height: width == 80 ? 24 : 40)
        var state = Self.ended
        for command in [Command.toggleInspector, .scrollDown, .scrollDown, .nextPane, .stepBack] {
            _ = update(&state, .commanded(command))
            let frame = LabView(state, size: size, appearance: Appearance()).frame()
            for (number, row) in frame.text.split(separator: "\n").enumerated() {
                #expect(TextWidth.of(String(row)) <= width, "\(number): \(row)")
            }
        }
    }

    @Test("Text about a run has its columns, too")
    func text() throws {
        let run = try #require(Self.ended.run)
        let text = RunText(run, width: 80, isAscii: false).text(threads: 2)
        let rows = text.split(separator: "\n").map { String($0) }
        let lanes = rows.filter { $0.contains("█") && $0.contains("#") }
        let starts = lanes.map { row in
            row.firstIndex(of: "█").map { TextWidth.of(String(row[..<$0])) }
        }
        #expect(lanes.count >= Self.names.count && Set(starts).count == 1, "\(starts)")
        let table = rows.filter { $0.contains(" returned ") || $0.contains("outcome") }
        let ends = table.map { TextWidth.of($0) }
        #expect(table.count == Self.names.count + 1 && Set(ends).count == 1, "\(ends)")
    }

    @Test("A name is cut between its characters, by their cells")
    func cutting() {
        for name in Self.names {
            for room in 1...12 {
                let cut = TextWidth.truncated(name, to: room, glyphs: .unicode)
                #expect(TextWidth.of(cut) <= room)
                #expect(TextWidth.of(name) <= room || cut.hasSuffix("…"))
            }
        }
    }
}
