import Screen

/// The colours of meanings, for one kind of terminal: one table for everyone.
///
/// Its colours can be told apart by who sees all of them, and by who sees no red, no green or no blue; and
/// they can be read on the background that they are for. `PaletteTests` measures both. It begins with the
/// colours of Okabe and Ito (Color Universal Design, 2008), of which most are too pale on white, or too
/// dark on black: each hue is the nearest of xterm's 256 that has the contrast.
struct Palette: Sendable {
    // What a task does.
    let running: Color
    let blocking: Color
    let ready: Color
    let sleeping: Color
    let awaiting: Color
    let cancelled: Color
    // Text.
    let good: Color
    let error: Color
    /// Code, and the border of the pane that has the keys.
    let accent: Color
    /// Nil: the attribute that makes text faint.
    let faint: Color?
    /// Tell tasks apart in the output; none is a state's.
    let tasks: [Color]

    /// The palette for an appearance; nil where there are no colours.
    static func palette(for appearance: Appearance) -> Palette? {
        switch (appearance.colors, appearance.background) {
        case (.none, _): nil
        case (.indexed..., .dark): dark
        case (.indexed..., .light): light
        case (.indexed..., .unknown): either
        case (_, .light): basicLight
        case (_, _): basic
        }
    }

    static let dark = Palette(
        running: .indexed(50),
        blocking: .indexed(209),
        ready: .indexed(220),
        sleeping: .indexed(69),
        awaiting: .indexed(245),
        cancelled: .indexed(176),
        good: .indexed(50),
        error: .indexed(209),
        accent: .indexed(44),
        faint: .indexed(246),
        tasks: [37, 139, 73, 175, 109, 180, 110, 144].map { .indexed($0) }
    )

    static let light = Palette(
        running: .indexed(29),
        blocking: .indexed(88),
        ready: .indexed(130),
        sleeping: .indexed(21),
        awaiting: .indexed(236),
        cancelled: .indexed(90),
        good: .indexed(23),
        error: .indexed(88),
        accent: .indexed(24),
        faint: .indexed(241),
        tasks: [24, 96, 58, 61, 94, 97, 60, 95].map { .indexed($0) }
    )

    /// Middle tones, for a background that did not say what it is: no colour can be far from black and far
    /// from white, so these differ less.
    static let either = Palette(
        running: .indexed(28),
        blocking: .indexed(196),
        ready: .indexed(137),
        sleeping: .indexed(25),
        awaiting: .indexed(243),
        cancelled: .indexed(96),
        good: .indexed(28),
        error: .indexed(160),
        accent: .indexed(30),
        faint: .indexed(243),
        tasks: [31, 133, 67, 101, 98, 132, 66, 103].map { .indexed($0) }
    )

    /// Eight colours, as a user has them: on black, blue can hardly be read anywhere.
    static let basic = Palette(
        running: .ansi(2),
        blocking: .ansi(1),
        ready: .ansi(3),
        sleeping: .ansi(6),
        awaiting: .standard,
        cancelled: .ansi(5),
        good: .ansi(2),
        error: .ansi(1),
        accent: .ansi(6),
        faint: nil,
        tasks: [.ansi(6), .ansi(5)]
    )

    /// Eight colours on white, where green, yellow and cyan can hardly be read.
    static let basicLight = Palette(
        running: .standard,
        blocking: .ansi(1),
        ready: .ansi(5),
        sleeping: .ansi(4),
        awaiting: .standard,
        cancelled: .ansi(5),
        good: .standard,
        error: .ansi(1),
        accent: .ansi(4),
        faint: nil,
        tasks: [.ansi(4), .ansi(5)]
    )
}
