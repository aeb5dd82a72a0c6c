import CNcurses
import Screen

/// Turns what ncurses reads into keys.
///
/// Mouse and resize are not its concern.
enum KeyDecoder {
    /// The key of a scalar that arrived; nil for one that no key sends.
    static func key(scalar value: UInt32) -> Key? {
        switch value {
        case 0: .control("@")
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0A, 0x0D: .enter
        case 0x1B: .escape
        case 0x01...0x1A: Unicode.Scalar(value + 0x60).map { .control(Character($0)) }
        case 0x1C...0x1F: Unicode.Scalar(value + 0x40).map { .control(Character($0)) }
        case 0x80...0x9F: nil
        default: Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }

    /// The key of one of ncurses' KEY_ numbers; nil for keys that have no meaning here.
    static func key(code: Int32) -> Key? {
        let functionNumber = code - asynclab_ncurses_key_f0
        if (1...24).contains(functionNumber) { return .function(Int(functionNumber)) }
        return named[code]
    }

    /// An arrow up or down with Shift counts as the arrow.
    private static let named: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right,
        KEY_SR: .up, KEY_SF: .down, KEY_SLEFT: .shiftLeft, KEY_SRIGHT: .shiftRight,
        KEY_HOME: .home, KEY_END: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown,
        KEY_BACKSPACE: .backspace, KEY_DC: .delete, KEY_BTAB: .backTab, KEY_ENTER: .enter,
    ]

    /// What ncurses' button bits say; nil where they say nothing of interest.
    static func action(buttons: UInt32) -> MouseEvent.Action? {
        actions.first { buttons & $0.bit != 0 }?.action
    }

    private static let actions: [(bit: UInt32, action: MouseEvent.Action)] = [
        (asynclab_ncurses_left_pressed, .press(.left)),
        (asynclab_ncurses_left_released, .release(.left)),
        (asynclab_ncurses_middle_pressed, .press(.middle)),
        (asynclab_ncurses_middle_released, .release(.middle)),
        (asynclab_ncurses_right_pressed, .press(.right)),
        (asynclab_ncurses_right_released, .release(.right)),
        (asynclab_ncurses_wheel_up, .wheelUp),
        (asynclab_ncurses_wheel_down, .wheelDown),
    ]
}
