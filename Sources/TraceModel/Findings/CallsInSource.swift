/// What the source says of calls that are awaited one after another: whether one may need another's result.
extension SourceText {
    /// The statement at a line may run before the one at an earlier line has its result: nothing that the
    /// first gives is named on the way, and no condition lies between.
    func mayOverlap(_ first: Int, _ second: Int, isSameFunction: Bool) -> Bool {
        guard first < second, areOfOneBlock(first, second), !isCondition(first),
            !isCondition(second)
        else { return false }
        let usesBoth = usesResult(first) && usesResult(second)
        guard usesBoth || isSameFunction && areNeighbours(first, second) else { return false }
        var tainted = Self.names(in: assigned(first))
        for row in first + 1..<second {
            let names = Self.names(in: line(row))
            guard !names.isDisjoint(with: tainted) else { continue }
            if isCondition(row) { return false }
            // What is only printed leads nowhere.
            if !line(row).drop(while: \.isWhitespace).hasPrefix("print(") {
                tainted.formUnion(names)
            }
        }
        return Self.names(in: arguments(second)).isDisjoint(with: tainted)
    }

    /// The rounds of a loop may run at one time: what they await is about what the loop goes through,
    /// nothing is carried from one round to the next, and none ends the loop.
    func mayOverlap(roundsOf loop: Loop, calls: Set<Int>) -> Bool {
        guard var names = loop.names, !names.isEmpty else { return false }
        var carried: Set<String> = []
        var isAboutNames = false
        for row in loop.lines {
            let words = Self.names(in: line(row))
            if !words.isDisjoint(with: ["break", "continue", "throw"])
                || line(row).contains("return ")
            {
                return false
            }
            let isDeclaration = line(row).contains("let ") || line(row).contains("var ")
            if row > loop.lines.lowerBound, let left = leftSide(row) {
                if isDeclaration {
                    if !words.isDisjoint(with: names) { names.formUnion(Self.names(in: left)) }
                } else {
                    carried.formUnion(Self.names(in: left))
                }
            }
            if calls.contains(row), !Self.names(in: arguments(row)).isDisjoint(with: names) {
                isAboutNames = true
            }
        }
        return isAboutNames
            && calls.allSatisfy { Self.names(in: arguments($0)).isDisjoint(with: carried) }
    }

    /// Something is done with what is awaited at a line: it is assigned, or handed on.
    private func usesResult(_ number: Int) -> Bool {
        let before = Self.beforeAwait(line(number)).filter { !$0.isWhitespace }
        return !["", "try", "try?", "try!", "_=try", "_=", "_=try?", "_=try!"].contains(before)
    }

    /// What stands before `await`: where the result goes.
    private func assigned(_ number: Int) -> Substring {
        Self.beforeAwait(line(number))
    }

    /// What stands behind `await`, or in a task that is made there.
    private func arguments(_ number: Int) -> Substring {
        let text = line(number)
        return text[Self.beforeAwait(text).endIndex...]
    }

    /// What stands before the `=` of an assignment or declaration.
    private func leftSide(_ number: Int) -> Substring? {
        let text = line(number)
        guard let sign = text.firstIndex(of: "="), text.index(after: sign) < text.endIndex,
            text[text.index(after: sign)] != "=",
            sign == text.startIndex || !"=!<>".contains(text[text.index(before: sign)])
        else { return nil }
        return text[..<sign]
    }

    private func isCondition(_ number: Int) -> Bool {
        let words = ["if", "guard", "else", "switch", "case", "while", "for", "catch"]
        return Self.words(in: line(number)).contains { words.contains($0) }
    }

    /// Nothing stands between the statements at two lines.
    private func areNeighbours(_ first: Int, _ second: Int) -> Bool {
        (first + 1..<second).allSatisfy { row in line(row).allSatisfy { $0.isWhitespace } }
    }
}
