public import ArgumentParser
public import Curriculum

extension ProgramSettings.Isolation: ExpressibleByArgument {}
extension ProgramSettings.LanguageMode: ExpressibleByArgument {}

/// How a bare file is compiled.
struct ProgramOptions: ParsableArguments {
    @Option(help: "Default isolation of a bare file: main (all is the main actor's) or none.")
    var isolation: ProgramSettings.Isolation = .main

    @Option(help: "Language mode of a bare file: 5 or 6.")
    var swift: ProgramSettings.LanguageMode = .swift6

    @Option(help: "Threads for tasks off the main actor (default: the number of cores).")
    var threads: Int?

    func validate() throws {
        if let threads, !(1...512).contains(threads) {
            throw ValidationError("'--threads' takes a number from 1 to 512.")
        }
    }

    var settings: ProgramSettings {
        ProgramSettings(isolation: isolation, languageMode: swift, threads: threads)
    }
}
