/// Holds a column state of any type: what a rig of unlike sensors or a policy of unknown memory keeps at the rim.
///
/// A value: copies are independent. It is visited, hashed and compared through the state inside.
public struct AnyColumnState: ColumnState {
    private var box: StateBox

    public init(_ state: some ColumnState) {
        box = TypedStateBox(state)
    }

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {
        makeUnique()
        box.visitColumns(&visitor)
    }

    /// Changes the state inside in place, without copying its columns. `type` must be the type it was made from.
    public mutating func modify<State: ColumnState, Result>(
        as type: State.Type, _ body: (inout State) throws -> Result
    ) rethrows -> Result {
        makeUnique()
        return try body(&typed(type).state)
    }

    /// The state inside; `type` must be the type it was made from.
    public func value<State: ColumnState>(as type: State.Type) -> State { typed(type).state }

    private func typed<State: ColumnState>(_ type: State.Type) -> TypedStateBox<State> {
        guard let typed = box as? TypedStateBox<State> else {
            preconditionFailure("A column state is read as \(type) but holds \(box.typeName)")
        }
        return typed
    }

    private mutating func makeUnique() {
        if !isKnownUniquelyReferenced(&box) { box = box.copy() }
    }
}

/// Owner of a state; shared between copies until one of them changes, therefore never changed while shared.
private class StateBox: @unchecked Sendable {
    var typeName: String { "" }
    func copy() -> StateBox { self }
    func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {}
}

private final class TypedStateBox<State: ColumnState>: StateBox, @unchecked Sendable {
    var state: State

    init(_ state: State) { self.state = state }

    override var typeName: String { "\(State.self)" }
    override func copy() -> StateBox { TypedStateBox(state) }
    override func visitColumns<V: ColumnVisitor>(_ visitor: inout V) { state.visitColumns(&visitor) }
}

/// The state of something that remembers nothing.
public struct EmptyColumnState: ColumnState {
    public init() {}

    public mutating func visitColumns<V: ColumnVisitor>(_ visitor: inout V) {}
}
