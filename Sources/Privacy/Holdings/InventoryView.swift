// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// The inventory on its page and in its file.
struct InventoryView: Sendable {
  let inventory: Inventory
  let view: View
  let mayAct: Bool
  let tenantName: @Sendable (TenantID) -> String

  private static let ages: [PrivacyWord] = [.age0, .age1, .age2, .age3, .age5]

  var html: HTML {
    """
    <h1>\(view[PrivacyWord.inventory])</h1><p class="lead">\(view[PrivacyWord.lead])</p>
    <div class="acts">\(if: mayAct, button(PrivacyPath.person, .toPerson))\(button(PrivacyPath.runs, .toRuns))\
    <a class="btn alt" href="\(view.file(PrivacyPath.inventoryTable))">\(view[PrivacyWord.download])</a></div>
    <p class="hint">\(view[PrivacyWord.print])</p>
    \(each: inventory.parts, { part($0.kind, $0.counts) })\(beside)
    """
  }

  private func button(_ path: Path, _ word: PrivacyWord) -> HTML {
    "<a class=\"btn alt\" href=\"\(view.link(path))\">\(view[word])</a>"
  }

  private func part(_ kind: PersonalKind, _ counts: [HoldingCount]) -> HTML {
    let heads = [PrivacyWord.field, .purpose, .basis, .retention, .audience].map { view[$0] }
    let rows: [HTML] = kind.personalFields.compactMap { field in
      guard let personal = field.personal else { return nil }
      return """
        <th scope="row" lang="de">\(field.label)</th><td lang="de">\(personal.purpose)</td>\
        <td lang="de">\(personal.legalBasis)</td><td>\(view.retention(personal.retention, from: kind.begin))</td>\
        <td>\(view.audience(field.audience))</td>
        """
    }
    return """
      <section class="sec"><h2 lang="de">\(kind.info.many)</h2>\(privacyTable(kind.info.many, heads, rows))\
      \(figures(kind, counts))</section>

      """
  }

  private func figures(_ kind: PersonalKind, _ counts: [HoldingCount]) -> HTML {
    if counts.isEmpty { return "<p>\(view[PrivacyWord.noneHeld])</p>" }
    let heads =
      [view[PrivacyWord.center]] + Self.ages.map { view[$0] } + [view[PrivacyWord.total], view[PrivacyWord.overLimit]]
    let rows: [HTML] = counts.map { count in
      """
      <th scope="row" lang="de">\(name(count.tenant))</th>\
      \(each: count.byAge, { "<td class=\"n\">\(view.texts.number($0))</td>" })\
      <td class="n">\(view.texts.number(count.total))</td><td class="n">\(view.texts.number(count.isDue))</td>
      """
    }
    return privacyTable(view(PrivacyWord.countsOf, ["kind": kind.info.many]), heads, rows)
  }

  private var beside: HTML {
    let heads = [PrivacyWord.kind, .data, .purpose, .basis, .retention, .audience, .count].map { view[$0] }
    let rows: [HTML] = inventory.beside.map { holding, count in
      """
      <th scope="row" lang="de">\(holding.name)</th>\
      \(each: [holding.data, holding.purpose, holding.legalBasis, holding.retention, holding.audience], {
        "<td lang=\"de\">\($0)</td>"
      })<td class="n">\(view.texts.number(count))</td>
      """
    }
    return """
      <section class="sec"><h2>\(view[PrivacyWord.beside])</h2>\
      \(privacyTable(view[PrivacyWord.beside], heads, rows))</section>
      """
  }

  private func name(_ tenant: TenantID) -> String {
    let name = tenantName(tenant)
    return name.isEmpty ? view[PrivacyWord.installation] : name
  }

  /// The same as rows of a file: one for each field and tenant.
  var rows: [[String]] {
    let words: [PrivacyWord] = [.kind, .field, .purpose, .basis, .retention, .audience, .center]
    var rows = [(words + Self.ages + [.total, .overLimit]).map { view[$0] }]
    for (kind, counts) in inventory.parts {
      for field in kind.personalFields {
        guard let personal = field.personal else { continue }
        let described = [
          kind.info.many, field.label, personal.purpose, personal.legalBasis,
          view.retention(personal.retention, from: kind.begin), view.audience(field.audience),
        ]
        if counts.isEmpty { rows.append(described + [""] + [String](repeating: "0", count: 7)) }
        for count in counts {
          rows.append(
            described + [name(count.tenant)] + count.byAge.map(String.init) + [
              String(count.total), String(count.isDue),
            ])
        }
      }
    }
    for (holding, count) in inventory.beside {
      rows.append(
        [holding.name, holding.data, holding.purpose, holding.legalBasis, holding.retention, holding.audience, ""]
          + [String](repeating: "", count: 5) + [String(count), ""])
    }
    return rows
  }
}

/// The proof of what was erased, night by night.
struct RunsView: Sendable {
  let runs: [RetentionRun]
  let counts: [RetentionCount]
  let holdings: Holdings
  let view: View
  let tenantName: @Sendable (TenantID) -> String

  var html: HTML {
    """
    <h1>\(view[PrivacyWord.runs])</h1><p class="lead">\(view[PrivacyWord.runsLead])</p>
    \(if: runs.isEmpty, "<p>\(view[PrivacyWord.noRuns])</p>")\(each: runs, run)
    """
  }

  private func run(_ run: RetentionRun) -> HTML {
    let title = view(PrivacyWord.runAt, ["time": view.moment(run.startedAt)])
    let own = counts.filter { $0.run == run.id }
    let heads = [PrivacyWord.center, .kind, .field, .erasedCount].map { view[$0] }
    let rows: [HTML] = own.map { count in
      let info = holdings.kind(count.kind)?.info
      let field = info?.fields.first { $0.name == count.field }?.label ?? count.field
      let tenant = tenantName(count.tenant)
      return """
        <th scope="row" lang="de">\(tenant.isEmpty ? view[PrivacyWord.installation] : tenant)</th>\
        <td lang="de">\(info?.many ?? view[PrivacyWord.audit])</td><td lang="de">\(field)</td>\
        <td class="n">\(view.texts.number(count.erased))</td>
        """
    }
    return """
      <section class="sec"><h2>\(title)</h2>\(if: run.endedAt == nil, "<p class=\"hint\">\(view[PrivacyWord.runOpen])</p>")\
      \(own.isEmpty ? "<p>\(view[PrivacyWord.nothingErased])</p>" : privacyTable(title, heads, rows))</section>

      """
  }
}
