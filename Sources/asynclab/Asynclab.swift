import ArgumentParser

/// The command line. Every subcommand has a file of its own in `Commands`.
@main
struct Asynclab: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "asynclab",
        abstract: "Learn asynchronous programming in Swift by watching real programs run.",
        discussion: "Without a subcommand, the tutorial opens.",
        version: "0.1.0",
        subcommands: [
            TutorialCommand.self, LessonsCommand.self, OpenCommand.self, RunCommand.self,
            ViewCommand.self, DoctorCommand.self,
        ],
        defaultSubcommand: TutorialCommand.self)
}
