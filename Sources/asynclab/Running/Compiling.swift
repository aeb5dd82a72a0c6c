import Curriculum
import ExampleRunner

extension Installation {
    /// Compiles a program; one that has not changed is there already.
    ///
    /// - Throws: `CompileFailure`, `RunnerError`.
    func compile(_ program: ProgramReference) async throws -> CompiledProgram {
        let cache = RunnerPaths.cacheFolder(environment: environment)
        let toolchain = try await Toolchain.find(environment: environment, cacheFolder: cache)
        let compiler = ProgramCompiler(
            toolchain: toolchain,
            supervisor: supervisor,
            cacheFolder: cache
        )
        return try await compiler.compile(
            ProgramSource(program.path),
            settings: CompilationSettings(program.settings)
        )
    }
}
