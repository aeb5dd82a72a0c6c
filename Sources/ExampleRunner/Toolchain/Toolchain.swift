internal import SystemPackage

/// The learner's Swift toolchain: a compiler that was found and has said what it is.
public struct Toolchain: Hashable, Sendable {
    /// Path of `swiftc`, as it was found.
    public let compiler: String
    /// The compiler's version.
    public let version: SwiftVersion
    /// The compiler's version in its own words.
    public let versionText: String
    /// The triple that it compiles for, such as `x86_64-unknown-linux-gnu`.
    public let target: String
    /// Folder of the Swift runtime's dynamic libraries.
    public let runtimeLibraryFolder: String
    /// Path of `llvm-symbolizer`: beside the compiler, else in PATH, else nil.
    public let symbolizer: String?
    /// Path of `swift-demangle`: beside the compiler, else in PATH, else nil.
    public let demangler: String?
    /// Which linker programs are linked with.
    public let linker: Linker
    /// Changes when the compiler is replaced by another one.
    let identity: String

    /// A choice of linker.
    public enum Linker: Hashable, Sendable {
        /// LLVM's, which is the fastest. It comes with the toolchain.
        case lld
        /// The one that `swiftc` takes by itself.
        case standard
    }
}

extension Toolchain {
    /// What the paths of its own programs begin with.
    ///
    /// A toolchain in /usr shares its folder with others' programs: there only names that begin with
    /// swift are its own.
    public var programPrefixes: [String] {
        // root/lib/swift/linux
        var folder = FilePath(runtimeLibraryFolder).lexicallyNormalized()
        for _ in 1...3 { folder.removeLastComponent() }
        let root = folder.string
        return root == "/usr"
            ? ["/usr/bin/swift", "/usr/libexec/swift/"] : ["\(root)/bin/", "\(root)/libexec/"]
    }
}
