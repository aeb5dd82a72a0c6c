/// The known word that somebody most likely meant.
///
/// At most a third of the letters differ, or two; case does not count.
public func nearMiss(of word: String, among known: [String]) -> String? {
    let nearest = known.map {
        (word: $0, edits: edits(from: word.lowercased(), to: $0.lowercased()))
    }
    .min { $0.edits < $1.edits }
    guard let nearest, nearest.edits <= max(2, (word.count + 2) / 3), nearest.edits < word.count
    else { return nil }
    return nearest.word
}

/// How many letters have to be put in, taken out or exchanged (Levenshtein's distance).
private func edits(from first: String, to second: String) -> Int {
    let second = Array(second)
    var row = Array(0...second.count)
    for (index, letter) in first.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in second.indices {
            let substitution = diagonal + (letter == second[column] ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(substitution, row[column] + 1, diagonal + 1)
        }
    }
    return row[second.count]
}
