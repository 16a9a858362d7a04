import Fields

/// A parsed XML file as flat columns: elements and attributes are rows that point into the text.
///
/// Nothing is copied out of the text before somebody asks for it, so an OpenDRIVE file of a city is parsed in a few
/// milliseconds per megabyte. Namespaces are not resolved: names keep their prefix.
public final class XMLTree: Sendable {
    /// The text and its file name.
    public let source: SourceText
    /// Elements in the order their tags open; row 0 is the root.
    let elements: [ElementRow]
    /// Attributes of all elements, those of one element together.
    let attributes: [AttributeRow]
    /// Names of elements and attributes, each once.
    let names: [String]
    /// Byte offset of the start of each line.
    let lineStarts: [Int32]

    /// Offsets are bytes of the text; -1 is none.
    struct ElementRow: Sendable, BitwiseCopyable {
        var name: Int32
        var parent: Int32
        var firstChild: Int32 = -1
        var lastChild: Int32 = -1
        var nextSibling: Int32 = -1
        var firstAttribute: Int32
        var attributeCount: Int32 = 0
        /// `<` of the start tag.
        var start: Int32
        /// Behind `>` of the start tag.
        var contentStart: Int32 = 0
        /// `<` of the end tag; equal to `contentStart` if the element is empty.
        var contentEnd: Int32 = 0
        /// Behind the end tag.
        var end: Int32 = 0
    }

    struct AttributeRow: Sendable, BitwiseCopyable {
        var name: Int32
        /// First byte of the name.
        var start: Int32
        /// The value without its quotes.
        var valueStart: Int32
        var valueEnd: Int32
    }

    init(
        source: SourceText, elements: [ElementRow], attributes: [AttributeRow], names: [String], lineStarts: [Int32]
    ) {
        self.source = source
        self.elements = elements
        self.attributes = attributes
        self.names = names
        self.lineStarts = lineStarts
    }

    /// The outermost element.
    public var root: XMLElement { XMLElement(tree: self, row: 0) }
    /// How many elements there are.
    public var elementCount: Int { elements.count }

    /// Line and column of a byte. O(log lines + length of the line).
    func mark(at offset: Int32) -> SourceMark {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let start = Int(lineStarts[low])
        let characters = withBytes { bytes in
            bytes[start..<Int(offset)].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        }
        return SourceMark(line: low + 1, column: characters + 1)
    }

    /// The bytes of the text.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        // `SourceText` holds a native string, whose bytes lie in one piece.
        source.text.utf8.withContiguousStorageIfAvailable(body)!
    }
}

/// An element of a tree: a row and the tree it belongs to.
public struct XMLElement: Sendable {
    let tree: XMLTree
    let row: Int32

    var record: XMLTree.ElementRow { tree.elements[Int(row)] }

    /// The name with its prefix, if it has one.
    public var name: String { tree.names[Int(record.name)] }
    /// Where the start tag stands, as long as `<name`.
    public var place: SourcePlace {
        SourcePlace(tree.source, tree.mark(at: record.start), length: name.unicodeScalars.count + 1)
    }
    /// The element around this one; nil for the root.
    public var parent: XMLElement? { record.parent < 0 ? nil : XMLElement(tree: tree, row: record.parent) }
    /// Elements directly inside, in order.
    public var children: Children { Children(tree: tree, first: record.firstChild) }
    /// Attributes in order.
    public var attributes: [XMLAttribute] {
        (record.firstAttribute..<(record.firstAttribute + record.attributeCount)).map {
            XMLAttribute(tree: tree, row: $0)
        }
    }

    /// The attribute of a name; nil if there is none.
    public subscript(name: String) -> XMLAttribute? {
        let record = record
        for row in record.firstAttribute..<(record.firstAttribute + record.attributeCount)
        where tree.names[Int(tree.attributes[Int(row)].name)] == name {
            return XMLAttribute(tree: tree, row: row)
        }
        return nil
    }

    /// The first element of a name directly inside; nil if there is none.
    public func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// The elements of a name directly inside, in order.
    public func children(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The character data directly inside, references replaced, CDATA sections included, comments not.
    public var text: String {
        let record = record
        return tree.withBytes { bytes in
            var result: [UInt8] = []
            var position = record.contentStart
            for child in children {
                XMLText.append(bytes[Int(position)..<Int(child.record.start)], to: &result)
                position = child.record.end
            }
            XMLText.append(bytes[Int(position)..<Int(record.contentEnd)], to: &result)
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// Elements directly inside another one.
    public struct Children: Sequence, IteratorProtocol, Sendable {
        let tree: XMLTree
        var first: Int32

        /// The next element; nil at the end.
        public mutating func next() -> XMLElement? {
            guard first >= 0 else { return nil }
            defer { first = tree.elements[Int(first)].nextSibling }
            return XMLElement(tree: tree, row: first)
        }
    }
}

/// An attribute of an element.
public struct XMLAttribute: Sendable {
    let tree: XMLTree
    let row: Int32

    private var record: XMLTree.AttributeRow { tree.attributes[Int(row)] }

    public var name: String { tree.names[Int(record.name)] }

    /// The value, references replaced, line breaks and tabs turned to spaces.
    public var text: String {
        let record = record
        return tree.withBytes { bytes in
            XMLText.attribute(bytes[Int(record.valueStart)..<Int(record.valueEnd)])
        }
    }

    /// The value as a finite number; nil if it is none. Reads the forms of XML Schema's `double` but no infinities.
    public var number: Double? {
        let record = record
        return tree.withBytes { bytes in XMLNumber.parse(bytes[Int(record.valueStart)..<Int(record.valueEnd)]) }
    }

    /// The value as a whole number; nil if it is none.
    public var integer: Int? { Int(text.drop { $0 == " " }) }

    /// Where the value stands.
    public var place: SourcePlace {
        let record = record
        let length = Int(record.valueEnd - record.valueStart)
        return SourcePlace(tree.source, tree.mark(at: record.valueStart), length: length)
    }
}
