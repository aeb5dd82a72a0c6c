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
        return nil
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
