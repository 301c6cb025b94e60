// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// The page of a list.
struct ListPageView<R: Record> {
  let desk: Desk<R>
  let query: ListQuery
  let choices: ListQuery.Choices
  let content: ListPageContent<R>
  let staff: StaffVisit
  let references: [String: ReferenceSource]
  let organisations: ListReach

  var view: View { staff.view }
  var path: DeskPath { DeskPath(desk.slug) }
  private var mayEdit: Bool { staff.may(desk.edit) }
  /// Nobody makes another organisation who works for one.
  private var mayAdd: Bool {
    if !desk.isOpenToNew { return false }
    guard mayEdit, desk.organisationField == "id", let tenant = staff.user.tenant else { return mayEdit }
    return FieldAccess.onlyOrganisation(of: staff.user, in: tenant) == nil
  }
  private var isBulk: Bool { mayEdit && desk.isOpenToNew && !query.isArchived && !content.slice.records.isEmpty }

  var html: HTML {
    """
    <div class="head"><h1>\(R.descriptor.many)</h1>\(if: mayAdd, """
      <p class="noprint"><a class="btn" href="\(view.link(path.new))">\(Icon.pen.html)\(view[WorkplaceText.listNew])</a></p>
      """)</div>
    \(ListViewsBar(query: query, views: content.views, path: path, view: view).links)
    \(ListFilterForm(query: query, choices: choices, book: content.book, path: path, view: view).html)
    \(if: query.isArchived, """
      <p class="note">\(Icon.info.html)\(view[WorkplaceText.listArchivedNow]) \
      <a href="\(link(query.with { $0.isArchived = false }))">\(view[WorkplaceText.listArchivedEnd])</a></p>
      """)<p class="total small" role="status">\(total)</p>
    \(chips)\(rows)\(pager)\(foot)
    """
  }

  func link(_ query: ListQuery) -> String { view.link(path.list(query.pairs(from: query.start))) }

  private var total: String {
    switch content.slice.count {
    case .exact(0): view[query.isNarrowing ? WorkplaceText.listNoHits : WorkplaceText.listEmpty]
    case .exact(let number): view.count(WorkplaceText.listTotal, number)
    case .moreThan(let number): view(WorkplaceText.listMany, ["n": view.texts.number(number)])
    }
  }

  private var chips: HTML {
    if !query.isNarrowing { return HTML() }
    let words: HTML? = query.words.isEmpty ? nil : chip("„\(query.words)“", query.with { $0.words = "" })
    return """
      <ul class="tags noprint" aria-label="\(view[WorkplaceText.listActive])">\(words)\
      \(each: query.filters, { info, filter in
        chip("\(info.label): \(ListFilterWords(book: content.book, view: view).text(info, filter))",
          query.with { $0.filters.removeAll { $0.info.name == info.name } })
      })<li><a class="chip" href="\(view.link(path.list([(ListQuery.viewName, ListQuery.noView)])))">\
      \(view[WorkplaceText.listAll])</a></li></ul>

      """
  }

  private func chip(_ text: String, _ without: ListQuery) -> HTML {
    """
    <li><a class="chip" href="\(link(without))"><span class="vh">\(view[WorkplaceText.listRemove]) </span>\(text)\
    \(Icon.close.html)</a></li>
    """
  }

  // MARK: - Table

  private var rows: HTML {
    if content.slice.records.isEmpty { return HTML() }
    let table: HTML = """
      <div class="scroll" role="region" aria-label="\(R.descriptor.many)" tabindex="0"><table class="list">\
      <caption class="vh">\(R.descriptor.many)</caption>
      <thead><tr>\(if: isBulk, """
        <th scope="col" class="pick"><label><span class="vh">\(view[WorkplaceText.listSelectColumn])</span>\
        <input type="checkbox" data-all aria-label="\(view[WorkplaceText.listSelectAll])" hidden></label></th>
        """)\(each: query.columns, headCell)\(changedHead)</tr></thead>
      <tbody>\(each: content.slice.records, row)</tbody></table></div>

      """
    guard isBulk else { return table }
    return """
      <form method="post" action="\(view.link(path.bulk))" data-bulk>\(staff.formToken)
      \(table)<p class="acts noprint"><button class="btn alt">\(view[WorkplaceText.listBulk])</button></p></form>

      """
  }

  private func headCell(_ info: FieldInfo) -> HTML {
    guard ListSort.isPossible(info.kind) else { return "<th scope=\"col\">\(info.label)</th>" }
    return sortCell(info.name, info.label)
  }

  private var changedHead: HTML { sortCell(ListSort.changed, view[WorkplaceText.listChanged]) }

  private func sortCell(_ column: String, _ label: String) -> HTML {
    let isCurrent = query.sort.column == column
    let next = isCurrent ? query.sort.reversed : ListSort(column, isDescending: column == ListSort.changed)
    let state: HTML =
      isCurrent ? (query.sort.isDescending ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"") : ""
    return """
      <th scope="col"\(state)><a href="\(link(query.with { $0.sort = next }))" \
      title="\(view(WorkplaceText.listSortBy, ["column": label]))">\(label)</a></th>
      """
  }

  private func row(_ stored: Stored<R>) -> HTML {
    let title = title(stored)
    return """
      <tr>\(if: isBulk, """
        <td class="pick"><input type="checkbox" name="\(BulkInput.id)" value="\(stored.id)" \
        aria-label="\(view(WorkplaceText.listSelect, ["title": title]))"></td>
        """)\(each: Array(query.columns.prefix(1)), { first(stored, $0, title) })\
        \(each: Array(query.columns.dropFirst()), { cell(stored, $0) })<td class="n">\(moment(stored.modifiedAt))</td></tr>

      """
  }

  private func first(_ stored: Stored<R>, _ info: FieldInfo, _ title: String) -> HTML {
    let text = text(stored, info)
    return """
      <th scope="row" lang="de"><a href="\(view.link(path.record(stored.id.text)))">\(text.isEmpty ? title : text)</a></th>
      """
  }

  private func cell(_ stored: Stored<R>, _ info: FieldInfo) -> HTML {
    "<td lang=\"de\"\(if: info.kind.isNumber, " class=\"n\"")>\(text(stored, info))</td>"
  }

  /// Long texts end after some words; the file has them whole.
  private func text(_ stored: Stored<R>, _ info: FieldInfo) -> String {
    guard let field = R.descriptor.field(info.name) else { return "" }
    let text = content.book.plain(field.read(stored.record), info)
    return text.utf8.count > 160 && text.count > 160 ? text.prefix(150) + " …" : text
  }

  private func title(_ stored: Stored<R>) -> String {
    guard let field = R.descriptor.titleField, choices.visible.contains(where: { $0.name == field.name }),
      let title = field.read(stored.record).text, !title.isEmpty
    else { return view[WorkplaceText.listUntitled] }
    return title
  }

  private func moment(_ moment: Moment) -> String {
    let (day, minutes) = moment.berlin
    return "\(view.day(day)), \(view.time(minutes))"
  }

  // MARK: - Under the table

  private var pager: HTML {
    let slice = content.slice
    guard let first = slice.records.first, let last = slice.records.last, slice.hasBefore || slice.hasAfter else {
      return HTML()
    }
    let before = query.pairs(from: .before(first.id.identifier))
    let after = query.pairs(from: .after(last.id.identifier))
    return """
      <nav class="pager noprint" aria-label="\(view[WorkplaceText.listPages])"><ul>\(if: slice.hasBefore, """
        <li><a href="\(link(query.with { _ in }))">\(view[WorkplaceText.listFirst])</a></li>\
        <li><a rel="prev" href="\(view.link(path.list(before)))">\(view[WorkplaceText.listPrevious])</a></li>
        """)\(if: slice.hasAfter, """
        <li><a rel="next" href="\(view.link(path.list(after)))">\(view[WorkplaceText.listNext])</a></li>
        """)</ul></nav>

      """
  }

  private var hasTexts: Bool { R.descriptor.fields.contains(where: \.info.isTranslated) }

  private var foot: HTML {
    """
    <div class="under noprint">\(if: !content.slice.records.isEmpty, """
      <section><h2>\(view[WorkplaceText.listExport])</h2><p class="acts">\
      <a class="btn alt" href="\(view.link(path.export("csv", query.pairs)))" download>\(view[WorkplaceText.listCsv])</a>\
      <a class="btn alt" href="\(view.link(path.export("xlsx", query.pairs)))" download>\(view[WorkplaceText.listXlsx])</a>\
      \(if: mayEdit && hasTexts, """
        <a class="btn alt" href="\(view.link(AgencyPath.page(below: path.list)))">\(view[WorkplaceText.agencyLink])</a>
        """)</p></section>
      """)\(ListViewsBar(query: query, views: content.views, path: path, view: view).form(staff.formToken))</div>

    """
  }
}
