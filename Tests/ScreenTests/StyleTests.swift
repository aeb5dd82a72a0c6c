import Screen
import Testing

struct StyleTests {
    @Test("A style gives back every colour and attribute that it was made of")
    func roundTrip() {
        let colors: [Color] = [
            .standard, .ansi(0), .ansi(7), .ansi(15), .indexed(0), .indexed(15), .indexed(255),
        ]
        for foreground in colors {
            for background in colors {
                let style = Style(foreground: foreground, background: background, dim: true)
                #expect(style.foreground == foreground)
                #expect(style.background == background)
                #expect(style.dim && !style.bold && !style.reverse && !style.underline)
            }
        }
    }

    @Test("Changing one property leaves the others alone")
    func independence() {
        var style = Style(foreground: .ansi(1), background: .indexed(200), bold: true)
        style.foreground = .standard
        style.underline = true
        style.bold = false
        #expect(style == Style(background: .indexed(200), underline: true))
    }
}
