import Geometry
import RoadNetwork

/// What a disguise does to one stored property of an element of a map.
struct DisguisedColumn<Row>: Sendable {
    /// The property's name, as a mirror of the element tells it.
    let name: String
    /// Renames what people read, and points references at the new rows.
    let move: @Sendable (inout Row, MapDisguise) -> Void
    /// Empties the property where no sensor could tell.
    let strip: @Sendable (inout Row) -> Void
}

extension DisguisedColumn {
    /// Seen by sensors, heard by the driver, or the element's identity.
    static func seen(_ name: String) -> DisguisedColumn {
        DisguisedColumn(name: name, move: { _, _ in }, strip: { _ in })
    }

    /// Moves traffic at most.
    static func hidden<Value: Sendable>(
        _ name: String, _ property: WritableKeyPath<Row, Value> & Sendable, as empty: Value
    ) -> DisguisedColumn {
        DisguisedColumn(name: name, move: { _, _ in }, strip: { $0[keyPath: property] = empty })
    }

    /// A name for people and files.
    static func named(_ property: WritableKeyPath<Row, String> & Sendable) -> DisguisedColumn {
        DisguisedColumn(
            name: "name", move: { $0[keyPath: property] = $1.name(of: $0[keyPath: property]) },
            strip: { $0[keyPath: property] = "" })
    }

    /// The identity that random numbers and ties go by.
    static func key(_ property: WritableKeyPath<Row, UInt64> & Sendable) -> DisguisedColumn {
        DisguisedColumn(
            name: "randomKey",
            move: { row, disguise in
                guard disguise.swapsKeys else { return }
                row[keyPath: property] = StableHash.combine(row[keyPath: property], disguise.seed)
            }, strip: { _ in })
    }

    /// A row of another table.
    static func row<Element>(
        _ name: String, _ property: WritableKeyPath<Row, ElementID<Element>> & Sendable,
        of table: KeyPath<MapDisguise, Shuffle> & Sendable, isSeen: Bool = false
    ) -> DisguisedColumn {
        DisguisedColumn(
            name: name,
            move: { $0[keyPath: property].row = $1[keyPath: table].moved($0[keyPath: property].row) },
            strip: { if !isSeen { $0[keyPath: property] = .none } })
    }

    /// Rows of another table whose order means nothing.
    static func rows<Element>(
        _ name: String, _ property: WritableKeyPath<Row, [ElementID<Element>]> & Sendable,
        of table: KeyPath<MapDisguise, Shuffle> & Sendable
    ) -> DisguisedColumn {
        DisguisedColumn(
            name: name,
            move: { row, disguise in
                row[keyPath: property] = disguise.mixed(
                    row[keyPath: property].map { ElementID(Int(disguise[keyPath: table].moved($0.row))) })
            }, strip: { $0[keyPath: property] = [] })
    }

    /// Elements of their own that stand inside this one.
    static func inner<Element>(
        _ name: String, _ property: WritableKeyPath<Row, [Element]> & Sendable, _ columns: [DisguisedColumn<Element>],
        isMixed: Bool, isSeen: Bool
    ) -> DisguisedColumn {
        DisguisedColumn(
            name: name,
            move: { row, disguise in
                var elements = row[keyPath: property]
                for index in elements.indices { columns.forEach { $0.move(&elements[index], disguise) } }
                row[keyPath: property] = isMixed ? disguise.mixed(elements) : elements
            }, strip: { if !isSeen { $0[keyPath: property] = [] } })
    }
}
