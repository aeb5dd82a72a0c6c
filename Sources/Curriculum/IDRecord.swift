/// The ids that learners' progress is kept by: a file `ids` beside the lessons, one id a line.
///
/// An id that has been given away stays: or progress that was kept under it is lost.
public enum IDRecord {
    /// The file's name.
    public static let fileName = "ids"

    private static let head = """
        # The ids of all steps. Learners' progress is kept by them: an id stays when a title or the
        # order changes. Made by: asynclab author lint --record
        """

    /// The file's text for some lessons.
    public static func text(of drafts: [LessonDraft]) -> String {
        ([head] + drafts.flatMap(\.ids).map(\.id)).joined(separator: "\n") + "\n"
    }

    /// The ids that are missing on one side or the other; nothing where there is no such file.
    static func problems(_ folder: String, _ drafts: [LessonDraft]) -> [LessonProblem] {
        let file = path(folder, fileName)
        guard let text = textOfFile(file) else { return [] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let known = Set(lines)
        let given = Set(drafts.flatMap(\.ids).map(\.id))
        // Where a lesson cannot be read, its ids are not known.
        let unread = drafts.filter { $0.lesson == nil }.map { lastComponent(of: $0.folder) }
        let lost = lines.enumerated().filter { _, id in
            !id.isEmpty && !id.hasPrefix("#") && !given.contains(id)
                && !unread.contains { $0.hasSuffix("-" + (id.split(separator: "/").first ?? "")) }
        }
        return lost.map { .lostID($1, file: file, line: $0 + 1) }
            + drafts.flatMap { draft in
                draft.ids.filter { !known.contains($0.id) }.map { id, line in
                    LessonProblem(file: draft.file, line: line, fact: .newID(id))
                }
            }
    }
}
