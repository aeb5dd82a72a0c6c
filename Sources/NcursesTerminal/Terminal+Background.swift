import CNcurses
import Glibc
import Screen

// The terminal is asked for its background (OSC 11), and answers when it likes, or never: nothing waits for
// that. The answer comes with the keys.

extension Terminal {
    /// How long an answer may be under way when the terminal is left.
    private static let patience = Duration.milliseconds(200)

    /// Asks, where the answer would make a difference.
    func askForBackground() {
        guard capabilities.background == .unknown, capabilities.colors >= .eight else { return }
        asked = .now
        TerminalOutput.write(TerminalOutput.backgroundQuestion)
    }

    /// After an Esc: takes what follows if it is the answer, and nothing if it is not.
    ///
    /// - Returns: whether the background is known now.
    func takeBackground() -> Bool {
        guard asked != nil else { return false }
        wtimeout(input, get_escdelay())
        defer { nodelay(input, true) }
        guard let answer = readAnswer() else { return false }
        asked = nil
        guard let background = TerminalOutput.background(inAnswer: answer) else { return false }
        capabilities.background = background
        return true
    }

    /// What stands between `Esc ]` and the end of a command: BEL, or `Esc \`.
    private func readAnswer() -> String? {
        var value: UInt32 = 0
        let kind = asynclab_ncurses_read(input, &value)
        guard kind != asynclab_ncurses_no_key else { return nil }
        guard kind != asynclab_ncurses_key_code, value == 0x5D else {
            if kind == asynclab_ncurses_key_code {
                ungetch(Int32(bitPattern: value))
            } else {
                unget_wch(wchar_t(bitPattern: value))
            }
            return nil
        }
        var answer = ""
        while answer.utf8.count < 64,
            asynclab_ncurses_read(input, &value) != asynclab_ncurses_no_key,
            value != 0x07, let scalar = Unicode.Scalar(value)
        {
            if scalar == "\u{1B}" {
                _ = asynclab_ncurses_read(input, &value)
                break
            }
            answer.unicodeScalars.append(scalar)
        }
        return answer
    }

    /// An answer that comes when the terminal is another program's would be typed into that.
    func takeLateAnswer() {
        guard let asked, ContinuousClock.now - asked < Self.patience else { return }
        var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, CInt(Self.patience / .milliseconds(1))) > 0 else { return }
        tcflush(STDIN_FILENO, TCIFLUSH)
    }
}

extension TerminalOutput {
    /// Asks for the colour of the background; terminals that do not know it say nothing.
    static let backgroundQuestion = "\u{1B}]11;?\u{07}"

    /// The background that an answer tells, `11;rgb:RRRR/GGGG/BBBB` with one to four digits each; nil where
    /// it is another command.
    static func background(inAnswer answer: String) -> Appearance.Background? {
        guard answer.hasPrefix("11;rgb"), let colon = answer.firstIndex(of: ":") else { return nil }
        let parts = answer[answer.index(after: colon)...].split(separator: "/").map { part in
            UInt(part, radix: 16).map { Double($0) / Double(1 << (4 * part.utf8.count) - 1) }
        }
        guard parts.count >= 3, let red = parts[0], let green = parts[1], let blue = parts[2] else {
            return nil
        }
        // Where black text and white text have the same contrast (WCAG 2.2, relative luminance).
        let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        return luminance < 0.179 ? .dark : .light
    }

    private static func linear(_ component: Double) -> Double {
        component <= 0.04045 ? component / 12.92 : pow((component + 0.055) / 1.055, 2.4)
    }
}
