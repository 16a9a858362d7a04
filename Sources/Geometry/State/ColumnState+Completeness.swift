extension ColumnState {
    /// The number of columns and values that are stored, by reflection, those of nested column states included.
    ///
    /// For tests: equals `columnCount()` unless `visitColumns` forgot one. A state inside a list or an optional counts
    /// as one value, as it is visited by its owner's own rule.
    public func storedColumnCount() -> Int {
        Mirror(reflecting: self).children.reduce(0) { count, child in
            count + ((child.value as? any ColumnState)?.storedColumnCount() ?? 1)
        }
    }
}
