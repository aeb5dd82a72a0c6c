public import Curriculum
import Screen

/// Text of a lesson for who reads it without a screen.
public enum LessonText {
    /// The blocks as lines at most `width` cells wide, without a last line end.
    ///
    /// `isAscii` keeps to the signs of plain ASCII.
    public static func plain(_ blocks: [TextBlock], width: Int, isAscii: Bool) -> String {
        let theme = Theme(
            appearance: Appearance(glyphs: isAscii ? .ascii : .unicode, colors: .none)
        )
        return TextSetter(theme: theme, width: width).lines(blocks)
            .map { $0.spans.map(\.text).joined() }
            .joined(separator: "\n")
    }
}
