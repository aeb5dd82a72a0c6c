import CNcurses
import Glibc

/// The characters of the user's locale.
enum Locale {
    /// Makes the locale of the environment that of the process.
    ///
    /// A locale that is named but not installed would leave ASCII; where its name says UTF-8, that
    /// of the system's own C.UTF-8 serves for characters.
    static func adopt(_ environment: [String: String]) {
        if setlocale(LC_ALL, "") != nil { return }
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        guard let name = names.first(where: { !$0.isEmpty })?.lowercased(),
            name.hasSuffix("utf-8") || name.hasSuffix("utf8")
        else { return }
        setlocale(LC_CTYPE, "C.UTF-8")
    }

    static var usesUTF8: Bool {
        String(cString: nl_langinfo(nl_item(CODESET))) == "UTF-8"
    }

    /// Some East Asian locales give lines and blocks two cells, and pictures drawn of them break.
    static var hasNarrowLines: Bool {
        "─│┌┐└┘├┤┬┴┼█▓▒·✓×…●○▶◀•▏▎▍▌▋▊▉".unicodeScalars.allSatisfy { width($0) == 1 }
    }

    /// Cells that this locale gives a scalar: 0, 1, 2, or -1 where it has no such character.
    static func width(_ scalar: Unicode.Scalar) -> Int {
        scalar.isASCII ? 1 : Int(asynclab_ncurses_cell_width(scalar.value))
    }
}
