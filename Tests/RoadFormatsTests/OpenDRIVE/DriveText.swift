import Documents
import Fields
import RoadFormats
import RoadNetwork

/// Writes small OpenDRIVE texts for tests.
struct DriveText {
    /// Content of `<planView>`.
    var geometry = "<geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\" length=\"100\"><line/></geometry>"
    /// Attributes of the road.
    var attributes = "length=\"100\" junction=\"-1\""
    /// Elements between `<link>` and `<planView>`.
    var head = ""
    /// Before the sections, inside `<lanes>`.
    var offset = ""
    /// Content of `<right>` of the one section.
    var right = DriveText.lane(-1)
    var left = ""
    var center = ""
    /// After `<lanes>`: objects and signals.
    var tail = ""
    /// After the road.
    var more = ""

    /// A driving lane of 3.5 m, unless `content` says otherwise.
    static func lane(
        _ number: Int, type: String = "driving",
        _ content: String = "<width sOffset=\"0\" a=\"3.5\" b=\"0\" c=\"0\" d=\"0\"/>"
    ) -> String {
        "<lane id=\"\(number)\" type=\"\(type)\" level=\"false\">\(content)</lane>"
    }

    var text: String {
        """
        <?xml version="1.0"?>
        <OpenDRIVE>
        <header revMajor="1" revMinor="7"/>
        <road name="" id="1" \(attributes)>
        <link/>\(head)
        <planView>\(geometry)</planView>
        <lanes>\(offset)<laneSection s="0">
        <left>\(left)</left><center><lane id="0" type="none">\(center)</lane></center><right>\(right)</right>
        </laneSection></lanes>
        \(tail)
        </road>
        \(more)
        </OpenDRIVE>
        """
    }

    /// The map and everything that was said about the text.
    func open() -> (map: StreetMap?, diagnostics: Diagnostics) { DriveText.open(text) }

    static func open(_ text: String) -> (map: StreetMap?, diagnostics: Diagnostics) {
        var diagnostics = Diagnostics()
        let tree = XMLDocument.parse(text: text, file: "test.xodr", &diagnostics)
        let description = tree.flatMap { OpenDRIVEFormat.describe($0, name: "test", &diagnostics) }
        return (description.map { StreetMapAssembler.assemble($0) }, diagnostics)
    }
}
