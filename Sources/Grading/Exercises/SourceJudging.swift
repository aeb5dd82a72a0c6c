public import Curriculum

extension Check {
    /// What is wrong with an answer's text, whatever it does.
    ///
    /// - Parameters:
    ///   - source: the answer.
    ///   - starter: what it began with, where what is given stands as it has to be.
    /// - Returns: nil where nothing is wrong.
    public func fault(in source: SwiftText, starter: SwiftText) -> Fault? {
        if let fault = givenFault(in: source, starter) { return fault }
        for requirement in requirements {
            guard case .source(let keeps, let lacks) = requirement.condition,
                var fault = source.fault(keeps: keeps, lacks: lacks)
            else { continue }
            fault.explanation = requirement.because
            return fault
        }
        return nil
    }

    private func givenFault(in source: SwiftText, _ starter: SwiftText) -> Fault? {
        for name in given {
            guard let wanted = starter.text(ofDeclaration: name) else { continue }
            guard let found = source.text(ofDeclaration: name) else {
                return Fault(.given, "'\(name)' is missing: it is given, and has to stay.")
            }
            guard found != wanted else { continue }
            return Fault(
                .given,
                "'\(name)' was changed: it is given, and has to stay.",
                line: source.declarations[name]?.lowerBound
            )
        }
        return substituteFault(in: source, starter)
    }

    /// What is given stands there, and something else takes its place.
    private func substituteFault(in source: SwiftText, _ starter: SwiftText) -> Fault? {
        if let shadow = source.shadow(of: given, starter: starter) {
            return Fault(
                .given,
                "'\(shadow.what)' is declared again: '\(shadow.given)' uses that name, and would do "
                    + "something else.",
                line: shadow.line
            )
        }
        return source.copiedText(of: given, starter: starter).map { copy in
            Fault(
                .given,
                "'\(copy.what)' is written by hand: that is for '\(copy.given)' to give.",
                line: copy.line
            )
        }
    }
}

extension SwiftText {
    fileprivate func fault(keeps: [String], lacks: [String]) -> Fault? {
        if let missing = keeps.first(where: { !surelyContains($0) }) {
            return Fault(.source, "'\(missing)' is missing.")
        }
        return lacks.first(where: contains).map { piece in
            Fault(.source, "'\(piece)' must not be there.", line: lineOfCode(piece))
        }
    }
}
