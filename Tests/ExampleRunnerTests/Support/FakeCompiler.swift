import ExampleRunner

/// A shell script in place of swiftc, which says what a test wants it to say.
struct FakeCompiler {
    let scratch: Scratch
    let path: String

    /// A compiler of some version.
    ///
    /// `body` is what it does to compile; `$out` is the output's path and `$source` the last
    /// argument before it, the last source file.
    init(_ scratch: Scratch, version: String = "6.2.3", body: String) async throws {
        self.scratch = scratch
        path = try await scratch.writeProgram(
            """
            #!/bin/sh
            if [ "$1" = -print-target-info ]; then
              echo asked >> '\(scratch.path)/asked'
              cat <<END
            {"compilerVersion": "Swift version \(version) (swift-\(version)-RELEASE)",
             "target": {"triple": "x86_64-unknown-linux-gnu"},
             "paths": {"runtimeLibraryPaths": ["/usr/lib/swift/linux"],
                       "runtimeResourcePath": "\(scratch.path)/usr/lib/swift"}}
            END
              exit
            fi
            echo compiled >> '\(scratch.path)/compiled'
            while [ $# -gt 0 ]; do
              if [ "$1" = -o ]; then out=$2; break; fi
              source=$1; shift
            done
            \(body)
            """,
            to: "swiftc"
        )
    }

    /// A body that makes a program which prints the first source file's content.
    static let copies =
        "{ echo '#!/bin/sh'; echo \"cat '$source'\"; } > \"$out\"; chmod +x \"$out\""

    func toolchain() async throws -> Toolchain {
        try await .find(
            environment: ["ASYNCLAB_SWIFTC": path, "PATH": "/usr/bin:/bin"],
            cacheFolder: scratch.file("cache")
        )
    }

    func compiler(capacity: Int = 1 << 20) async throws -> ProgramCompiler {
        ProgramCompiler(
            toolchain: try await toolchain(),
            cacheFolder: scratch.file("cache"),
            cacheCapacity: capacity
        )
    }

    /// How often it has compiled.
    var compilations: Int { count("compiled") }
    /// How often it was asked what it is.
    var questions: Int { count("asked") }

    private func count(_ name: String) -> Int {
        scratch.read(name)?.split(separator: "\n").count ?? 0
    }
}
