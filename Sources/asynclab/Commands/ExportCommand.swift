import ArgumentParser
import Curriculum
import Glibc
import LabCore
import LabViews
import TraceModel

/// `asynclab export`: a kept trace for other tools.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a kept trace for other tools.",
        discussion: """
            chrome: Chrome trace events, for ui.perfetto.dev and chrome://tracing.
            svg:    the timeline as a picture for a page.
            text:   what 'run --plain' tells.
            csv:    a row for each stretch of time that a task was in one state.
            json:   what 'run --json' tells.
            """
    )

    /// What other tools read.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case chrome, svg, text, csv, json
    }

    @Argument(help: "A file that 'asynclab run --save' wrote.")
    var trace: String

    @Option(help: "chrome, svg, text, csv or json.")
    var format: Format

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("Where to write; '-' is standard output.", valueName: "file")
    )
    var output = "-"

    @Option(
        help: ArgumentHelp(
            "Width of the lanes: cells of text (100 by default), pixels of a picture (960).",
            valueName: "n"
        )
    )
    var width: Int?

    @Flag(help: "Text with signs in ASCII, as where the locale is not UTF-8.")
    var ascii = false

    func validate() throws {
        if let width {
            guard let widths = format.widths else {
                throw ValidationError("--width is for --format text and svg.")
            }
            guard widths.contains(width) else {
                let range = "\(widths.lowerBound) to \(widths.upperBound)"
                throw ValidationError("For --format \(format.rawValue), --width is \(range).")
            }
        }
        if ascii && format != .text { throw ValidationError("--ascii is for --format text.") }
    }

    func run() throws {
        var wakeUps = WakeUps()
        let kept = try KeptRun(path: trace, keepsHistory: false) { event in
            if format == .chrome { wakeUps.apply(event) }
        }
        let result = try ResultFile(output)
        try write(kept, wakeUps.all, to: result)
        try result.finish()
        if kept.run.droppedEvents > 0 {
            let dropped = kept.run.droppedEvents
            let note = Array(
                "Note:  \(dropped) events found the trace full and are missing.\n".utf8
            )
            _ = Glibc.write(STDERR_FILENO, note, note.count)
        }
    }

    private func write(_ kept: KeptRun, _ wakeUps: [WakeUp], to result: ResultFile) throws {
        let run = kept.run
        let title = kept.program?.name ?? Self.fileName(kept.programForReport.path)
        switch format {
        case .chrome:
            try ChromeTrace(run, wakeUps: wakeUps, program: title).write(result.write)
        case .svg:
            try TimelineSVG(run, title: title, width: width ?? 960).write(result.write)
        case .text:
            let isAscii = ascii || !Terminals.speakUTF8
            try PlainRun(run, width: width ?? 100, isAscii: isAscii)
                .write(threads: kept.poolWidth, result.write)
        case .csv: try StretchTable(run).write(result.write)
        case .json:
            let report = RunReportJSON(
                run,
                program: kept.programForReport,
                threads: kept.poolWidth
            )
            try result.write(try JSONText.of(report) + "\n")
        }
    }

    private static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

extension ExportCommand.Format {
    /// The widths that it can have; nil where it has none.
    fileprivate var widths: ClosedRange<Int>? {
        switch self {
        case .text: 60...1000
        case .svg: 320...10_000
        case .chrome, .csv, .json: nil
        }
    }
}
