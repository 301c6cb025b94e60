// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Records
import Testing

struct Sample: Record, Equatable {
  let id: RecordID<Sample>
  var title = ""
  var places: Int?
  var codes: [String] = []
  var answer = Answer.unknown
  var mail = ""
  var link = ""
  var day: Day?

  init(id: RecordID<Sample>) { self.id = id }

  static let descriptor = RecordDescriptor<Sample>(
    "sample", (one: "Probe", many: "Proben"),
    fields: [
      .text("title", \.title, "Titel", limit: 10, .required, .listed),
      .integer("places", \.places, "Plätze", in: 0...99),
      .codes("codes", \.codes, "Kürzel", of: "handlungsfeld"),
      .choice("answer", \.answer, "Antwort"),
      .mail("mail", \.mail, "E-Mail", .impersonal("Probe")),
      .link("link", \.link, "Seite"),
      .day("day", \.day, "Tag"),
    ])

  static func sample(_ title: String = "Kurs") -> Sample {
    var sample = Sample(id: RecordID(Identifier(high: 1, low: 2)))
    sample.title = title
    return sample
  }
}

@Suite("Fields and descriptors")
struct FieldTests {
  @Test(
    "Values that break a field's limits are told at the field",
    arguments: [
      ("title", Value.text(""), "record.required"), ("title", .text("elf Zeichen!"), "record.too-long"),
      ("title", .text("a\nb"), "record.not-one-line"), ("places", .integer(100), "record.out-of-range"),
      ("places", .text("viele"), "record.wrong-kind"), ("answer", .text("vielleicht"), "record.unknown-choice"),
      ("mail", .text("kein"), "record.no-mail"), ("mail", .text("a@b.de\nBcc: x"), "record.no-mail"),
      ("mail", .text("a@b.de,c@d.de"), "record.no-mail"), ("link", .text("javascript:alert(1)"), "record.no-link"),
      ("link", .text("https://"), "record.no-link"), ("link", .text("https://a.de/\"onclick"), "record.no-link"),
      ("day", .text("2026-02-30"), "record.wrong-kind"),
    ])
  func refused(name: String, value: Value, code: String) throws {
    let field = try #require(Sample.descriptor.field(name))
    var sample = Sample.sample()
    do {
      try field.write(value, to: &sample)
      Issue.record("accepted \(value)")
    } catch {
      #expect(error.code == code)
      #expect(error.field == name)
      #expect(error.sentence.hasSuffix(".") || error.sentence.contains("."))
    }
    #expect(sample == .sample())
  }

  @Test("Umlauts count as one character")
  func umlauts() throws {
    let field = try #require(Sample.descriptor.field("title"))
    var sample = Sample.sample()
    try field.write(.text("äöüäöüäöüß"), to: &sample)
    #expect(sample.title == "äöüäöüäöüß")
  }

  @Test("Lists of codes are kept so that one can be found in the column")
  func codes() throws {
    #expect(["HF-EL", "HF-SE"].value == .text(" HF-EL HF-SE "))
    #expect([String].from(.text(" HF-EL HF-SE ")) == ["HF-EL", "HF-SE"])
    #expect([String]().value == .text(""))
    #expect([String].from(.null) == [])
  }

  @Test("Changes are named field by field; blank and missing are the same")
  func changes() {
    var other = Sample.sample("Treff")
    other.places = 4
    let changes = Sample.descriptor.changes(from: .sample(), to: other)
    #expect(changes.map(\.field) == ["title", "places"])
    #expect(Sample.descriptor.changes(from: nil, to: .sample()).map(\.field) == ["title", "answer"])
  }

  @Test("A described field of personal data must say why and how long")
  func privacy() {
    let bare = FieldInfo(name: "mail", label: "E-Mail", kind: .mail, traits: [])
    let empty = PersonalData(purpose: "", legalBasis: "", retention: .withRecord)
    let unstated = FieldInfo(name: "name", label: "Name", kind: .text(limit: 9), traits: [.personal(empty)])
    let kind = RecordKind(kind: "thing", one: "Ding", many: "Dinge", fields: [bare, unstated, bare])
    #expect(kind.defects().count == 4)
    #expect(Sample.descriptor.info.defects().isEmpty)
  }

  @Test(
    "Names that the store needs for itself, capitals and blanks are no columns",
    arguments: ["id", "tenant", "Titel", "a b", ""])
  func names(name: String) {
    let field = FieldInfo(name: name, label: "X", kind: .flag, traits: [])
    #expect(!RecordKind(kind: "thing", one: "Ding", many: "Dinge", fields: [field]).defects().isEmpty)
  }
}
