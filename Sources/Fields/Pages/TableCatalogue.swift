/// All tables and choices that can be reached from one table, each once, with a name of its own.
struct TableCatalogue {
    /// A table, or the kinds of a choice.
    struct Entry {
        /// Unique; the name in files unless another table has it already.
        var name: String
        /// What tells it apart from others of that name.
        var identity: String
        var content: Content
    }

    enum Content {
        case table(TableDescription)
        case choice(ChoiceReference, [TableDescription])
    }

    private(set) var entries: [Entry] = []

    init(root: TableDescription) {
        add(name: root.name, identity: root.type, .table(root))
        var row = 0
        while row < entries.count {
            switch entries[row].content {
            case .table(let table): table.fields.forEach { visit($0.shape) }
            case .choice(_, let tables): tables.forEach { add(name: $0.name, identity: $0.type, .table($0)) }
            }
            row += 1
        }
    }

    /// Unique name of a table.
    func name(of table: TableReference) -> String { entries.first { $0.identity == table.type }?.name ?? table.type }
    /// Unique name of a table.
    func name(of table: TableDescription) -> String { entries.first { $0.identity == table.type }?.name ?? table.name }
    /// Unique name of a choice.
    func name(of choice: ChoiceReference) -> String {
        entries.first { $0.identity == Self.identity(of: choice) }?.name ?? choice.name
    }

    private static func identity(of choice: ChoiceReference) -> String { "choice " + choice.name }

    private mutating func visit(_ shape: ValueShape) {
        switch shape {
        case .table(let reference):
            guard !entries.contains(where: { $0.identity == reference.type }) else { return }
            let table = reference.describe()
            add(name: table.name, identity: reference.type, .table(table))
        case .kind(let choice):
            let identity = Self.identity(of: choice)
            guard !entries.contains(where: { $0.identity == identity }) else { return }
            add(name: choice.name, identity: identity, .choice(choice, choice.describe()))
        case .list(let element, _), .map(let element, _): visit(element)
        case .tuple(let parts): parts.forEach { visit($0.shape) }
        case .alternatives(let shapes): shapes.forEach { visit($0) }
        case .quantity, .integer, .boolean, .text, .choice, .custom: break
        }
    }

    private mutating func add(name: String, identity: String, _ content: Content) {
        guard !entries.contains(where: { $0.identity == identity }) else { return }
        let plain = String(name.map { $0 == " " ? "_" : $0 })
        var unique = plain
        var number = 2
        while entries.contains(where: { $0.name == unique }) { (unique, number) = ("\(plain)_\(number)", number + 1) }
        entries.append(Entry(name: unique, identity: identity, content: content))
    }
}
