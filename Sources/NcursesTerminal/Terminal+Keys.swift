import CNcurses
import CTerminalSignals
import Glibc
public import Screen

extension Terminal {
    /// The next key, or nil if none is waiting.
    ///
    /// Never waits, but for the 25 ms in which Esc may turn
    /// out to be the beginning of another key. After `.resize`, `size` is the new one and the next
    /// frame is painted whole.
    public func readKey() -> Key? {
        guard state == .active else { return nil }
        var value: UInt32 = 0
        while true {
            let kind = asynclab_ncurses_read(input, &value)
            if kind == asynclab_ncurses_no_key { return nil }
            if value == 0x1B, kind != asynclab_ncurses_key_code, takeBackground() {
                return .recolored
            }
            let key =
                kind == asynclab_ncurses_key_code
                ? key(code: Int32(bitPattern: value)) : KeyDecoder.key(scalar: value)
            if let key { return key }
        }
    }

    private func key(code: Int32) -> Key? {
        switch code {
        case KEY_RESIZE:
            size = Self.currentSize()
            shown = nil
            asynclab_ncurses_forget_screen()
            return .resize
        case KEY_MOUSE:
            var (x, y, buttons): (Int32, Int32, UInt32) = (0, 0, 0)
            guard asynclab_ncurses_read_mouse(&x, &y, &buttons),
                let action = KeyDecoder.action(buttons: buttons)
            else { return nil }
            return .mouse(MouseEvent(position: Point(x: Int(x), y: Int(y)), action: action))
        default: return KeyDecoder.key(code: code)
        }
    }

    /// The next signal that asks the program to end, or nil.
    ///
    /// Never waits, with one exception: after
    /// Ctrl-Z the process stops in here with the terminal given back, and when it is continued, the
    /// last frame is painted again.
    public func pendingSignal() -> TerminalSignal? {
        while case let number = asynclab_signals_next(), number != 0 {
            switch number {
            case SIGTSTP: stop()
            case SIGCONT: if state == .active { leaveAndEnter() }
            default:
                if let signal = TerminalSignal(number: number) { return signal }
            }
        }
        return nil
    }

    private func stop() {
        guard state == .active else { return }
        leave()
        asynclab_signals_stop()
        enter()
    }

    /// After a stop that could not be seen coming, nothing on the screen is certain.
    private func leaveAndEnter() {
        leave()
        enter()
    }
}
