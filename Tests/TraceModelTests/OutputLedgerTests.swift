import TestSupport
import Testing
import TraceModel

@Suite("Output that the trace does not tell")
struct OutputLedgerTests {
    /// What is untold after each step; a step is what arrives, and what is told.
    private func untold(
        _ steps: [(arrived: String, told: [String])],
        stream: OutputStream = .standardOutput
    ) -> [String] {
        var ledger = OutputLedger()
        return steps.map { step in
            ledger.arrived(Array(step.arrived.utf8), on: stream)
            ledger.told(step.told.map { at(0, .printed(1, stream: stream, text: $0)) })
            return ledger.takeUntold().map(\.1).joined(separator: "|")
        }
    }

    @Test("is none where every byte was told")
    func allTold() {
        #expect(untold([("a\nb\n", ["a", "\n", "b\n"])]) == [""])
        #expect(untold([("", ["a\n"]), ("a", []), ("\n", [])]) == ["", "", ""])
    }

    @Test("is found before, between and after what is told")
    func places() {
        #expect(untold([("x\na\n", ["a\n"])]) == ["x\n"])
        #expect(untold([("a\nx\nb\n", ["a\n", "b\n"])]) == ["x\n"])
        #expect(untold([("a\nx\n", ["a\n"])]) == ["x\n"])
        #expect(untold([("x\na\ny\nb\nz\n", ["a\n", "b\n"])]) == ["x\ny\nz\n"])
    }

    @Test("is all of it where the trace tells nothing")
    func nothingTold() {
        #expect(untold([("x\n", []), ("y\n", [])]) == ["x\n", "y\n"])
    }

    @Test("is told once")
    func once() {
        #expect(untold([("x\na\n", ["a\n"]), ("", [])]) == ["x\n", ""])
    }

    @Test("is found though a piece arrives in several chunks")
    func chunks() {
        #expect(untold([("he", ["hello\n"]), ("ll", []), ("o\nx\n", [])]) == ["", "", "x\n"])
    }

    @Test("is found while a piece waits in the program's own buffer")
    func buffered() {
        #expect(untold([("x\n", ["held", "back\n"]), ("heldback\n", [])]) == ["x\n", ""])
        #expect(
            untold([("now\n", ["later", "now\n"]), ("x\n", []), ("later", [])]) == ["", "x\n", ""]
        )
    }

    @Test(
        "is none where many threads wrote in another order than they told, short pieces among them"
    )
    func manyInOtherOrder() {
        let lines = (1...200).map { "line \($0)\n" }
        let told = [")", "\n"] + lines
        #expect(untold([(lines.joined() + ")\n", told)]) == [""])
        #expect(untold([("x (y)\n" + lines.joined() + ")\n", told)]) == ["x (y)\n"])
    }

    @Test("is none though a chunk ends within a piece that many begin like")
    func chunkWithinPieces() {
        let told = (1...40).map { "✔ test \($0)\n" }
        let written = Array(told.reversed().joined().utf8)
        for cut in 1..<written.count {
            var ledger = OutputLedger()
            ledger.told(told.map { at(0, .printed(1, stream: .standardOutput, text: $0)) })
            ledger.arrived(Array(written[..<cut]), on: .standardOutput)
            var untold = ledger.takeUntold().map(\.1)
            ledger.arrived(Array(written[cut...]), on: .standardOutput)
            untold += ledger.takeUntold(final: true).map(\.1)
            #expect(untold == [], "cut at \(cut)")
        }
    }

    @Test("is found though two threads wrote in another order than they told")
    func otherOrder() {
        let steps = [("b\na\nd\nc\nx\n", ["a\n", "b\n", "c\n", "d\n"])]
        #expect(untold(steps) == ["x\n"])
    }

    @Test("is never less for a piece that does not come at all")
    func lostPiece() {
        #expect(
            untold([("a\n", ["lost\n", "a\n"]), ("x\n", []), ("b\n", ["b\n"])]) == ["", "x\n", ""]
        )
    }

    @Test("stays in one piece, though parts of it look like what is told later")
    func lookAlikes() {
        let told = ["status", " ", "0", "\n"]
        #expect(untold([("child: 0 b\nstatus 0\n", told)]) == ["child: 0 b\n"])
        #expect(untold([("child: 0 b\nsta", told), ("tus 0\n", [])]) == ["child: 0 b\n", ""])
    }

    @Test("keeps the two streams apart")
    func streams() {
        var ledger = OutputLedger()
        ledger.arrived(Array("a\n".utf8), on: .standardError)
        ledger.told([at(0, .printed(1, stream: .standardOutput, text: "a\n"))])
        let untold = ledger.takeUntold()
        #expect(untold.map(\.0) == [.standardError])
        #expect(untold.map(\.1) == ["a\n"])
    }

    @Test("comes in whole characters")
    func cutCharacter() {
        var ledger = OutputLedger()
        let bytes = Array("Grüße 你好 🍵\n".utf8)
        var text = ""
        for byte in bytes {
            ledger.arrived([byte], on: .standardOutput)
            text += ledger.takeUntold().map(\.1).joined()
        }
        #expect(text == "Grüße 你好 🍵\n")
    }

    @Test("is complete in the end, though its last character never was")
    func halfCharacterAtTheEnd() {
        var ledger = OutputLedger()
        ledger.arrived([0x61, 0xe4, 0xbd], on: .standardOutput)
        #expect(ledger.takeUntold().map(\.1) == ["a"])
        #expect(ledger.takeUntold(final: true).map(\.1) == ["\u{fffd}"])
        #expect(ledger.takeUntold(final: true).isEmpty)
    }

    @Test(
        "is not what was told in halves of characters",
        arguments: [
            [[0xc3], [0xbc]], [[0xe4], [0xbd, 0xa0]], [[0xe4, 0xbd], [0xa0]],
            [[0x61, 0xf0, 0x9f], [0x8d, 0xb5, 0x62]], [[0xff, 0xfe], [0x80, 0x80, 0xc3]],
        ] as [[[UInt8]]]
    )
    func toldInHalves(pieces: [[UInt8]]) {
        var ledger = OutputLedger()
        ledger.arrived(pieces.flatMap(\.self) + Array("x\n".utf8), on: .standardOutput)
        ledger.told(
            pieces.map {
                at(
                    0,
                    .printed(1, stream: .standardOutput, text: String(decoding: $0, as: UTF8.self))
                )
            }
        )
        #expect(ledger.takeUntold(final: true).map(\.1) == ["x\n"])
    }

    @Test("is found in much output at no great cost")
    func muchOutput() {
        var ledger = OutputLedger()
        let lines = (0..<20_000).map { "line \($0)\n" }
        ledger.told(lines.map { at(0, .printed(1, stream: .standardOutput, text: $0)) })
        ledger.arrived(Array((lines.joined() + "x\n").utf8), on: .standardOutput)
        #expect(ledger.takeUntold().map(\.1) == ["x\n"])
    }
}
