import CNcurses
import CTerminalSignals
import Glibc

extension Terminal {
    /// Gives the terminal back as it was; does nothing the second time.
    public func restore() {
        guard state != .restored else { return }
        if state == .active { leave() }
        state = .restored
        asynclab_signals_close()
        delwin(input)
        delscreen(screen)
    }

    /// Lends the terminal to a child in the foreground (an editor) until `resume()`.
    public func suspendForChild() {
        guard state == .active else { return }
        leave()
        state = .lent
        asynclab_signals_lend(true)
    }

    /// Takes the terminal back after `suspendForChild()` and paints the last frame again.
    ///
    /// A Ctrl-C
    /// that was meant for the child is forgotten.
    public func resume() {
        guard state == .lent else { return }
        asynclab_signals_lend(false)
        state = .active
        enter()
    }

    func leave() {
        takeLateAnswer()
        // After it has grown, tmux 3.3 mixes wide rows of this screen into the one that it brings back.
        TerminalOutput.write(TerminalDescription.openTerminalClear)
        endwin()
        asynclab_signals_disarm()
    }

    func enter() {
        asynclab_ncurses_resume()
        armCrashReset()
        repaint()
    }

    func armCrashReset() {
        let reset = TerminalDescription.openTerminalReset(mouse: hasMouse)
        asynclab_signals_arm(reset, reset.utf8.count)
    }
}
