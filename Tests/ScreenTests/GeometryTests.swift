import Screen
import Testing

struct GeometryTests {
    private let pane = Rect(x: 2, y: 1, width: 10, height: 6)

    @Test("An inset rectangle loses cells on both sides and is never negative")
    func inset() {
        #expect(pane.inset() == Rect(x: 3, y: 2, width: 8, height: 4))
        #expect(pane.inset(horizontal: 6, vertical: 0).isEmpty)
    }

    @Test("An intersection holds the cells that both have")
    func intersection() {
        let other = Rect(x: 8, y: 0, width: 10, height: 3)
        #expect(pane.intersection(other) == Rect(x: 8, y: 1, width: 4, height: 2))
        #expect(pane.intersection(Rect(x: 50, y: 50, width: 1, height: 1)).isEmpty)
    }

    @Test(
        "A split gives every cell to one of the two parts",
        arguments: [Rect.Edge.top, .bottom, .left, .right]
    )
    func split(edge: Rect.Edge) {
        for length in [0, 2, 99] {
            let (slice, rest) = pane.split(edge, length)
            for y in pane.rows {
                for x in pane.columns {
                    let cell = Point(x: x, y: y)
                    #expect(slice.contains(cell) != rest.contains(cell))
                }
            }
        }
    }

    @Test("Parts that overlap share the row or column of the cut")
    func overlap() {
        let (top, below) = pane.split(.top, 3, overlap: 1)
        #expect(top.rows == 1..<4)
        #expect(below.rows == 3..<7)
        let (right, left) = pane.split(.right, 4, overlap: 1)
        #expect(right.columns == 8..<12)
        #expect(left.columns == 2..<9)
    }
}
