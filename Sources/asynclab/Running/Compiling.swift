import Curriculum
import ExampleRunner

extension Installation {
    /// Compiles a program; one that has not changed is there already.
    ///
    /// - Throws: `CompileFailure`, `RunnerError`.
    func compile(_ program: ProgramReference) async throws -> CompiledProgram {
        try await compile(program, with: toolchain())
    }

    /// A program that can be started: compiled, where it is source.
    ///
    /// - Throws: as `compile(_:)` does.
    func prepare(_ program: ProgramReference) async throws -> ReadyProgram {
        switch program.form {
        case .source:
            let toolchain = try await toolchain()
            let compiled = try await compile(program, with: toolchain)
            return ReadyProgram(compiled, Symbolizers.symbolizer(of: toolchain))
        case .executable:
            // It needs no toolchain: without one, lines are not known, and that is all.
            return ReadyProgram(executable: program.path, toolchain: try? await toolchain())
        }
    }

    /// The toolchain that compiles programs.
    ///
    /// - Throws: `RunnerError` where there is none that works.
    func toolchain() async throws -> Toolchain {
        try await Toolchain.find(
            environment: environment,
            cacheFolder: RunnerPaths.cacheFolder(environment: environment)
        )
    }

    /// Compiles a program with a toolchain that was found already, and with another sanitizer than its
    /// settings say where that is given.
    ///
    /// - Throws: as `compile(_:)` does.
    func compile(
        _ program: ProgramReference,
        with toolchain: Toolchain,
        sanitizer: CompilationSettings.Sanitizer? = nil
    ) async throws -> CompiledProgram {
        let compiler = ProgramCompiler(
            toolchain: toolchain,
            supervisor: supervisor,
            cacheFolder: RunnerPaths.cacheFolder(environment: environment)
        )
        var settings = CompilationSettings(program.settings)
        if let sanitizer { settings.sanitizer = sanitizer }
        return try await compiler.compile(ProgramSource(program.path), settings: settings)
    }
}
