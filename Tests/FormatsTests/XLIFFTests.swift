// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Testing

@Suite("Texts for translation agencies")
struct XLIFFTests {
  private static let document = XLIFFDocument(
    original: "offer", from: "de", into: "ar",
    units: [
      .init(id: "offer:1:title:3:abc", note: "Kurs – Titel", source: "A & B <c> \"d\"", target: "مرحبا"),
      .init(id: "offer:1:summary:3:abc", source: "Zeile 1\nZeile 2\u{0}\u{B}", target: ""),
    ])

  @Test("What was written is read again", arguments: XLIFFDocument.Version.allCases)
  func round(_ version: XLIFFDocument.Version) throws {
    var wanted = Self.document
    wanted.units[1].source = "Zeile 1\nZeile 2"
    #expect(try XLIFFDocument(parsing: Array(Self.document.text(version).utf8)) == wanted)
  }

  @Test("Segments, marks and inline elements of translation programs are joined; proposals are not translations")
  func programs() throws {
    let two = """
      <xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="de-DE" trgLang="en"><file id="f">
      <unit id="a"><mtc:matches xmlns:mtc="urn:x"><mtc:match><source>x</source><target>wrong</target></mtc:match></mtc:matches>
      <segment state="final"><source>Eins. </source><target>One<ph id="1"/>.</target></segment><ignorable><source> </source></ignorable>
      <segment><source>Zwei.</source><target><pc id="2">Two</pc>.</target></segment></unit></file></xliff>
      """
    let first = try XLIFFDocument(parsing: Array(two.utf8))
    #expect(first.units.map(\.target) == ["One. Two."] && first.units.map(\.source) == ["Eins.  Zwei."])
    let one = """
      <?xml version="1.0"?><xliff version="1.2"><file source-language="de" target-language="en" original="o" datatype="x"><body><group>
      <trans-unit id="b"><source>Hallo <g id="1">Welt</g></source><seg-source><mrk mtype="seg" mid="1">Hallo Welt</mrk></seg-source>
      <target><mrk mtype="seg" mid="1">Hello <g id="1">world</g></mrk></target>
      <alt-trans><source>Hallo</source><target>Bye</target></alt-trans></trans-unit></group></body></file></xliff>
      """
    let second = try XLIFFDocument(parsing: Array(one.utf8))
    #expect(second.units.map(\.target) == ["Hello world"] && second.units.map(\.source) == ["Hallo Welt"])
  }

  @Test(
    "Anything else is refused with a sentence",
    arguments: [
      "", "Hallo", "<html/>", "<xliff version=\"3.0\"/>", "<xliff version=\"1.2\"><file>",
      "<!DOCTYPE x [<!ENTITY a \"b\">]><xliff version=\"2.0\"><file id=\"a\"><unit id=\"a\"/></file></xliff>",
      "<xliff version=\"2.0\"><file id=\"f\"><unit><segment/></unit></file></xliff>",
    ])
  func refused(_ text: String) {
    #expect(throws: Problem.self) { try XLIFFDocument(parsing: Array(text.utf8)) }
  }

  @Test("Too many texts are refused")
  func many() {
    #expect(throws: Problem.self) {
      try XLIFFDocument(parsing: Array(Self.document.text(.two).utf8), limit: 1)
    }
  }
}
