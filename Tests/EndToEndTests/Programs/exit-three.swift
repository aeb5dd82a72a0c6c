import Glibc

print("leaving")
let leaving = Task { exit(3) }
await leaving.value
