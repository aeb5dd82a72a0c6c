@main struct Asynclab { static func main() {} }
