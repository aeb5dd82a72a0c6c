import Screen
import Testing

struct FrameDiffTests {
    private func frame(_ text: String) -> Frame {
        var frame = Frame(size: Size(width: 12, height: 2))
        frame.write(text, at: Point(x: 0, y: 1))
        return frame
    }

    private func columns(_ old: String, _ new: String) -> [Range<Int>] {
        FrameDiff(from: frame(old), to: frame(new)).runs.map(\.columns)
    }

    @Test("Equal frames differ nowhere, whatever was drawn on the way")
    func equal() {
        var detour = frame("z\u{301}x\u{301}")
        detour.write("e\u{301}漢 ", at: Point(x: 0, y: 1))
        #expect(FrameDiff(from: detour, to: frame("e\u{301}漢")).isEmpty)
        #expect(detour == frame("e\u{301}漢"))
    }

    @Test("Runs hold the changed cells and no others")
    func runs() {
        #expect(columns("abcdef", "abXdeY") == [2..<3, 5..<6])
        #expect(columns("", "abc") == [0..<3])
    }

    @Test("A run never cuts a wide character")
    func wide() {
        #expect(columns("漢漢", "漢字") == [2..<4])
        #expect(columns("abcd", "a漢d") == [1..<3])
        #expect(columns("a漢d", "abcd") == [1..<3])
        var restyled = frame("漢")
        restyled.restyle(Rect(x: 1, y: 1, width: 1, height: 1)) { $0.bold = true }
        #expect(FrameDiff(from: frame("漢"), to: restyled).runs.map(\.columns) == [0..<2])
    }

    @Test("A character with a mark differs from another")
    func clusters() {
        #expect(columns("e\u{323}", "o\u{323}") == [0..<1])
        #expect(columns("e\u{323}", "e") == [0..<1])
    }

    @Test("Without an old frame of the same size everything has changed")
    func everything() {
        let new = frame("a")
        #expect(FrameDiff(from: nil, to: new).cellCount == 24)
        #expect(FrameDiff(from: Frame(size: Size(width: 3, height: 3)), to: new).cellCount == 24)
    }

    @Test("Frames with another cursor or title are not equal")
    func cursorAndTitle() {
        var other = frame("a")
        other.cursor = Point(x: 1, y: 1)
        #expect(other != frame("a"))
        #expect(FrameDiff(from: other, to: frame("a")).isEmpty)
        other = frame("a")
        other.title = "asynclab"
        #expect(other != frame("a"))
    }

    @Test(
        "What changed, applied to the old frame, gives the new one",
        arguments: 0..<200 as Range<UInt64>
    )
    func property(seed: UInt64) {
        var random = Xorshift(state: seed &* 2_654_435_761 + 88_172_645_463_325_252)
        let pieces = ["a", "漢", "e\u{301}", "👍🏽", "─", " ", "\u{1B}"]
        var frames = [frame(""), frame("")]
        for index in frames.indices {
            for _ in 0..<12 {
                let piece = pieces.randomElement(using: &random) ?? ""
                let place = Point(
                    x: .random(in: -1..<12, using: &random),
                    y: .random(in: 0...1, using: &random)
                )
                frames[index].write(piece, at: place, style: Style(bold: .random(using: &random)))
            }
        }
        var patched = frames[0]
        for run in FrameDiff(from: frames[0], to: frames[1]).runs {
            for x in run.columns {
                let place = Point(x: x, y: run.y)
                patched[place] = frames[1][place]
            }
        }
        #expect(patched == frames[1], "seed \(seed)")
    }
}

/// A small generator, so that a failing case can be made again from its seed.
private struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
