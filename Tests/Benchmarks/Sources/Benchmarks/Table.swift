import Glibc

/// One line of the result.
struct Row {
    let what: String
    let measured: String
    let aim: String
    /// Whether the aim is met; nil where there is none.
    let isMet: Bool?
    /// What the figure is made of.
    let detail: String

    /// Prints it as one line of the table, and the details below it.
    func tell() {
        let verdict =
            switch isMet {
            case true?: "met"
            case false?: "MISSED"
            case nil: ""
            }
        print(pad(what, 46) + pad(measured, 16) + pad(aim, 12) + verdict)
        for line in detail.split(separator: "\n") { print("    \(line)") }
        fflush(nil)
    }

    static func tellHead() {
        print(pad("what", 46) + pad("measured", 16) + pad("aim", 12))
    }
}

private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(2, width - text.count))
}
