import Curriculum
import Glibc
import LabCore
import LabViews
import Screen
import TraceModel

/// Tells a run on standard output.
///
/// For one thread.
protocol RunTelling: AnyObject {
    /// While it runs: the run as it is now.
    func tell(_ run: RunState)
    /// When it has ended, or was read from a file.
    func tellEnd(_ run: RunState, poolWidth: Int)
}

/// One JSON object at the end.
final class JSONTelling: RunTelling {
    private let program: ProgramReference

    init(_ program: ProgramReference) {
        self.program = program
    }

    func tell(_ run: RunState) {}

    func tellEnd(_ run: RunState, poolWidth: Int) {
        let report = RunReportJSON(run, program: program, threads: poolWidth)
        guard let text = try? JSONText.of(report) else { return }
        print(text)
    }
}

/// Each line of output as it comes, with its time and task; then the timeline and a table.
final class PlainTelling: RunTelling {
    private var piecesTold = 0
    private let isAscii: Bool

    init(isAscii: Bool) {
        self.isAscii = isAscii
    }

    func tell(_ run: RunState) {
        tell(run, isComplete: false)
    }

    func tellEnd(_ run: RunState, poolWidth: Int) {
        tell(run, isComplete: true)
        if piecesTold > 0 { print() }
        print(RunText(run, width: 100, isAscii: isAscii).text(threads: poolWidth))
    }

    /// Tells the pieces that are whole: lines, and those behind which more came on the same stream.
    ///
    /// A task may still be writing the others.
    private func tell(_ run: RunState, isComplete: Bool) {
        let pieces = run.trace.output
        while piecesTold < pieces.count, isComplete || isWhole(pieces, at: piecesTold) {
            tell(pieces[piecesTold], run.trace)
            piecesTold += 1
        }
        fflush(nil)
    }

    private func isWhole(_ pieces: TraceLog<OutputPiece>, at index: Int) -> Bool {
        let piece = pieces[index]
        return piece.endsLine || pieces[(index + 1)...].contains { $0.stream == piece.stream }
    }

    private func tell(_ piece: OutputPiece, _ trace: Trace) {
        for row in PrintedRows.of(piece, trace, glyphs: isAscii ? .ascii : .unicode) { print(row) }
    }
}
