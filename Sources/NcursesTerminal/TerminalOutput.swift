import Glibc
import Screen

/// What is written to the terminal beside what ncurses writes.
enum TerminalOutput {
    /// Until the end, the terminal shows nothing new (mode 2026); others ignore it.
    static let beginFrame = "\u{1B}[?2026h"
    static let endFrame = "\u{1B}[?2026l"
    static let mouseOff = "\u{1B}[?1006l\u{1B}[?1003l\u{1B}[?1002l\u{1B}[?1000l"

    /// Writes all of it at once, past every buffer.
    ///
    /// A terminal that is gone is no error.
    static func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest.removeFirst(count)
        }
    }

    /// The sequence that sets the window's title; nothing in the title can end it early.
    static func title(_ title: String, glyphs: GlyphSet) -> String {
        let visible = TextWidth.visible(title)
        let shown =
            glyphs == .unicode
            ? visible : String(visible.unicodeScalars.map(GlyphSet.asciiStandIn))
        return "\u{1B}]2;\(shown)\u{07}"
    }

    /// Removes the waiting times (`$<5>`) that a description may hold: only `tputs` obeys them.
    static func withoutDelays(_ sequence: String) -> String {
        var kept = ""
        var rest = sequence[...]
        while let start = rest.firstIndex(of: "$"), let end = rest[start...].firstIndex(of: ">") {
            kept += rest[..<start]
            let isDelay = rest[rest.index(after: start)] == "<"
            if !isDelay { kept += rest[start...end] }
            rest = rest[rest.index(after: end)...]
        }
        return kept + rest
    }
}
