/// The first index for which something holds that holds for all behind it; `count` where there is none.
///
/// Asks for few of them, however many there are.
@inlinable public func firstIndex(upTo count: Int, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
        let middle = (low + high) / 2
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
