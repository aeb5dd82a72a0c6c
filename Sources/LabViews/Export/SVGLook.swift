/// Colours, patterns and type of the pictures.
///
/// The dots repeat every ten pixels, half a row, and so are in the middle of each row.
enum SVGLook {
    static let definitions = """
        <style>
        text{font:12px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
        .title{font-size:15px;font-weight:bold}.end{font-weight:bold}
        \(style(.light))
        @media (prefers-color-scheme:dark){
        \(style(.dark))
        }
        </style>
        <defs>
        <pattern id="asynclab-blocking" width="5" height="5" patternUnits="userSpaceOnUse">\
        <rect class="blocking-ground" width="5" height="5"/>\
        <path class="blocking-line" d="M0 0L5 5M5 0L0 5"/></pattern>
        <pattern id="asynclab-ready" width="5" height="5" patternUnits="userSpaceOnUse">\
        <path class="ready-line" d="M-1 1L1 -1M0 5L5 0M4 6L6 4"/></pattern>
        <pattern id="asynclab-sleeping" width="8" height="10" y="7" \
        patternUnits="userSpaceOnUse"><circle class="sleeping-dot" cx="4" cy="5" r="1.6"/></pattern>
        </defs>
        """

    private struct Colors {
        let paper, ink, faint, grid: String
        let green, red, redGround, orange, blue, gray, violet: String

        static let light = Colors(
            paper: "#ffffff",
            ink: "#1f2328",
            faint: "#59636e",
            grid: "#d1d9e0",
            green: "#1a7f37",
            red: "#cf222e",
            redGround: "#ffcecb",
            orange: "#bc4c00",
            blue: "#0969da",
            gray: "#818b98",
            violet: "#8250df"
        )
        static let dark = Colors(
            paper: "#0d1117",
            ink: "#e6edf3",
            faint: "#9198a1",
            grid: "#2f3742",
            green: "#3fb950",
            red: "#ff7b72",
            redGround: "#5d1a17",
            orange: "#f0883e",
            blue: "#58a6ff",
            gray: "#7d8590",
            violet: "#d2a8ff"
        )
    }

    private static func style(_ colors: Colors) -> String {
        """
        .paper{fill:\(colors.paper)}.ink{fill:\(colors.ink)}.faint{fill:\(colors.faint)}\
        .grid{stroke:\(colors.grid);fill:none}
        .running{fill:\(colors.green)}.blocking{fill:url(#asynclab-blocking)}\
        .ready{fill:url(#asynclab-ready)}.sleeping{fill:url(#asynclab-sleeping)}\
        .awaiting{fill:\(colors.gray)}.hidden{fill:\(colors.red)}
        .blocking-ground{fill:\(colors.redGround)}\
        .blocking-line{stroke:\(colors.red);stroke-width:1.4;fill:none}\
        .ready-line{stroke:\(colors.orange);stroke-width:1.6;fill:none}\
        .sleeping-dot{fill:\(colors.blue)}
        .returned{fill:\(colors.green)}.threw{fill:\(colors.red)}\
        .cancelled{fill:\(colors.violet)}.unfinished{fill:\(colors.orange)}
        """
    }
}
