import LabCore
import Screen
import TraceModel

/// How the pieces of a run's output were set when they were drawn last: mostly there are only more of them.
final class KeptOutput {
    /// What the rows of all pieces depend on.
    private struct Place: Equatable {
        let run: RunID
        let width: Int
        let appearance: Appearance
    }

    private var place: Place?
    /// Position of the first piece that is known.
    private var first = 0
    /// For each piece from there on, the rows of all up to its end.
    private var ends: [Int] = []
    /// Position of the first piece whose text was still growing, or behind the last one.
    private var firstOpen = 0
    /// The rows of those pieces that were drawn last.
    private var rows: [Int: [StyledLine]] = [:]

    /// The pieces of a run as text.
    ///
    /// While the run goes on, those that were there before are not set again.
    func text(
        of pieces: TraceLog<OutputPiece>.SubSequence,
        in run: RunState,
        theme: Theme,
        width: Int
    ) -> PaneText {
        let place = Place(run: run.id, width: width, appearance: theme.appearance)
        let isKnown =
            run.phase.isUnderWay && !run.shown.isPast && place == self.place
            && first <= pieces.startIndex
            && pieces.startIndex <= firstOpen && firstOpen <= pieces.endIndex
        if !isKnown {
            self.place = place
            (first, firstOpen) = (pieces.startIndex, pieces.startIndex)
        }
        ends.removeLast(ends.count - (firstOpen - first))
        rows = rows.filter { $0.key < firstOpen }
        count(pieces, theme, width)
        let before = end(ofPiece: pieces.startIndex - 1)
        var text = PaneText()
        text.append(count: end(ofPiece: pieces.endIndex - 1) - before) { [self] range in
            lines(range.lowerBound + before..<range.upperBound + before) {
                PieceLayout(piece: pieces[$0], theme: theme, width: width).lines()
            }
        }
        return text
    }

    private func count(_ pieces: TraceLog<OutputPiece>.SubSequence, _ theme: Theme, _ width: Int) {
        var end = ends.last ?? 0
        var isSettled = true
        for position in firstOpen..<pieces.endIndex {
            let piece = pieces[position]
            end += PieceLayout(piece: piece, theme: theme, width: width).rowCount
            ends.append(end)
            isSettled = isSettled && piece.endsLine
            if isSettled { firstOpen = position + 1 }
        }
    }

    private func end(ofPiece position: Int) -> Int {
        position < first ? 0 : ends[position - first]
    }

    /// The rows of a range, counted from the first piece that is known.
    private func lines(_ range: Range<Int>, _ make: (Int) -> [StyledLine]) -> [StyledLine] {
        guard !range.isEmpty else { return [] }
        var position = first + (ends.lastIndex { $0 <= range.lowerBound } ?? -1) + 1
        var shown: [Int: [StyledLine]] = [:]
        var lines: [StyledLine] = []
        while position - first < ends.count, end(ofPiece: position - 1) < range.upperBound {
            let start = end(ofPiece: position - 1)
            let made = rows[position] ?? make(position)
            shown[position] = made
            let inside = range.clamped(to: start..<start + made.count)
            lines += made[inside.lowerBound - start..<inside.upperBound - start]
            position += 1
        }
        rows = shown
        return lines
    }
}
