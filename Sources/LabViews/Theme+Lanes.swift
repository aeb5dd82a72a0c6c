import LabCore
import Screen
import TraceModel

/// Cells of a lane, one beside the other, that look the same.
struct CellRun {
    let character: Character
    let style: Style
    let count: Int

    init(_ cell: (character: Character, style: Style), count: Int = 1) {
        character = cell.character
        style = cell.style
        self.count = count
    }

    /// The cells of a lane.
    static func all(of signs: [LaneSign], _ theme: Theme) -> [CellRun] {
        var runs: [CellRun] = []
        var start = 0
        while start < signs.count {
            var end = start + 1
            while end < signs.count, signs[end] == signs[start] { end += 1 }
            runs.append(CellRun(theme.cell(signs[start]), count: end - start))
            start = end
        }
        return runs
    }
}

extension Theme {
    /// A cell that runs for so many eighths; one at its right side is to be drawn in reverse.
    func part(_ eighths: Int, isLeft: Bool) -> Character {
        let blocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let index = (isLeft ? eighths : 8 - eighths) - 1
        return blocks[max(0, min(index, blocks.count - 1))]
    }

    /// The sign of an idle gap that is drawn short.
    var breakSign: Character { glyphs == .ascii ? ":" : "┊" }

    /// What a cell of a lane shows.
    func cell(_ sign: LaneSign) -> (Character, Style) {
        switch sign {
        case .nothing: return (" ", .plain)
        case .end(let outcome): return (self.sign(outcome), style(outcome))
        case .part(let eighths, let isLeft):
            var style = style(.running)
            style.reverse = !isLeft
            return (part(eighths, isLeft: isLeft), style)
        case .state(let state, let hidesBlocking):
            var style = style(state)
            if hidesBlocking { style = self.style(.blocking).underlined }
            return (self.sign(state), style)
        }
    }
}
