import Curriculum
import ExampleRunner

extension Installation {
    /// Compiles a program; one that has not changed is there already.
    ///
    /// - Throws: `CompileFailure`, `RunnerError`.
    func compile(_ program: ProgramReference) async throws -> CompiledProgram {
        try await compile(program, with: toolchain())
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

    /// Compiles a program with a toolchain that was found already.
    ///
    /// - Throws: as `compile(_:)` does.
    func compile(
        _ program: ProgramReference,
        with toolchain: Toolchain
    ) async throws -> CompiledProgram {
        let compiler = ProgramCompiler(
            toolchain: toolchain,
            supervisor: supervisor,
            cacheFolder: RunnerPaths.cacheFolder(environment: environment)
        )
        return try await compiler.compile(
            ProgramSource(program.path),
            settings: CompilationSettings(program.settings)
        )
    }
}
