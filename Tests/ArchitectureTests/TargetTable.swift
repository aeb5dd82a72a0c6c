/// One row of the table of targets in ARCHITECTURE.md.
struct TargetRow: Equatable {
    let target: String
    /// Modules, headers, `libc` for the headers of the C library; or `anything`.
    let mayImport: [String]
    /// Where the row stands, from 1.
    let line: Int
}

/// Reads the table with the columns "target" and "may import" from a Markdown text.
///
/// Names stand in backticks; all other words are for people.
func targetTable(in markdown: String) -> [TargetRow] {
    var rows: [TargetRow] = []
    var columns: (target: Int, mayImport: Int)?
    for (index, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
    {
        let cells = cells(of: line)
        if let target = cells.firstIndex(of: "target"),
            let mayImport = cells.firstIndex(of: "may import")
        {
            columns = (target, mayImport)
        } else if cells.isEmpty {
            columns = nil
        } else if let columns, cells.count > max(columns.target, columns.mayImport),
            let target = names(in: cells[columns.target]).first
        {
            let allowed = names(in: cells[columns.mayImport])
            rows.append(TargetRow(target: target, mayImport: allowed, line: index + 1))
        }
    }
    return rows
}

private func cells(of line: Substring) -> [String] {
    guard line.hasPrefix("|") else { return [] }
    return line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
        String($0.replacing(#/^ +| +$/#, with: ""))
    }
}

private func names(in cell: String) -> [String] {
    cell.matches(of: #/`([^`]+)`/#).map { String($0.1) }
}

/// A target of Package.swift that is not a test.
struct ManifestTarget: Equatable {
    let name: String
    /// Path of its folder from the top.
    let folder: String
}

/// Reads the targets from the text of a Package.swift: `.target`, `.executableTarget` and
/// `.systemLibrary`, each with `name:` first.
func manifestTargets(in manifest: String) -> [ManifestTarget] {
    let statement =
        #/
        \.(?:target|executableTarget|systemLibrary) \( \s* name: \s* "(?<name>\w+)"
        (?: [^()]* \b path: \s* "(?<path>[^"]+)" )?
    /#
    return manifest.matches(of: statement).map { match in
        let name = String(match.name)
        return ManifestTarget(name: name, folder: match.path.map(String.init) ?? "Sources/\(name)")
    }
}
