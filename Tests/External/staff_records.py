# SPDX-License-Identifier: EUPL-1.2
"""Ways of work on records: make, mistake, conflict, history, comment, bulk change, list, files, import. What was made is
archived in the end."""

import io
import re
import time
import zipfile

import outside
import staff

LIST = "/arbeitsplatz/organisationen"


def ways(base, checks):
    return {name: (lambda way=way: way(base, checks)) for name, way in {
        "records": records, "lists": lists, "import": bring_in}.items()}  # fmt: skip


def words(answer):
    return " ".join(answer.tree.xpath("string(//main)").split())


def make(site, name, **fields):
    """A new organisation by the form; the path of its page."""
    page = site.ask(f"{LIST}/neu", with_cookies=True)
    answer = staff.send_form(site, f"{LIST}/neu", staff.form_to(page, "/neu"), {"name": name, "feld-sichern": "1", **fields})
    return site.inside(answer.header("location")).partition("?")[0] if answer.status == 303 else ""


def put_away(site, path):
    form = staff.form_to(site.ask(path, with_cookies=True), "/archivieren")
    return form is not None and staff.send_form(site, path, form).status == 303


def records(base, checks):
    site, other, word = staff.signed_in(base, staff.PEOPLE["colleague"]), staff.signed_in(base, staff.PEOPLE["head"]), staff.once()
    path = create(site, word, checks)
    if path:
        conflict(site, other, path, checks)
        history(site, other, path, checks)
        comment(site, other, path, checks)
        steps(site, path, checks)
        translate(site, path, checks)
        bulk(site, path, word, checks)
        archive(site, path, checks)


def create(site, word, checks):
    place = f"{LIST}/neu"
    page = site.ask(place, with_cookies=True)
    form = staff.form_to(page, "/neu")
    if not checks.check(form is not None, "a form for a new organisation", page.status):
        return ""
    typed = {"name": "", "summary": f"Kurz <b>{word}</b> & „so“", "mail": "keine Adresse", "founded_year": "neunzehn", "status": "active", "feld-sichern": "1"}
    wrong = staff.send_form(site, place, form, typed)
    checks.check(wrong.status == 422, "a record with mistakes is refused with 422", wrong.status)
    again = staff.form_to(wrong, "/neu")
    if again is not None:
        kept = {name: again.fields.get(name) for name in ("summary", "mail", "founded_year")}
        checks.check(all(kept[name] == typed[name] for name in kept), "what was typed is kept", kept)
    marked = set(wrong.tree.xpath("//*[@aria-invalid='true']/@name"))
    checks.check({"name", "mail", "founded_year"} <= marked, "every mistake is marked at its field", marked)
    leads = [href for href in wrong.tree.xpath("//*[@role='alert']//a/@href")]
    checks.check(len(leads) >= 3 and all(wrong.tree.xpath(f"//*[@id='{href[1:]}']") for href in leads), "the summary leads to the fields", leads)
    told = [one for one in wrong.tree.xpath("//*[@aria-invalid='true']/@aria-describedby")]
    checks.check(told and all(wrong.tree.xpath(f"//*[@id='{part}']") for one in told for part in one.split()), "fields are described by their mistakes", told)
    checks.check(f"<b>{word}" not in wrong.text, "typed markup stays text")
    right = {**typed, "name": f"={word} & Söhne", "mail": "post@pruefwort.example", "founded_year": "1999"}
    made = staff.send_form(site, place, again if again is not None else form, right)
    if not checks.check(made.status == 303, "the corrected record is kept", f"{made.status} {words(made)[:200] if made.is_html else ''}"):
        return ""
    twice = staff.send_form(site, place, again if again is not None else form, right)
    checks.check(twice.header("location") == made.header("location"), "sent twice it is one record", twice.header("location"))
    leads = site.inside(made.header("location"))
    shown = site.ask(leads, with_cookies=True)
    checks.check(shown.status == 200 and f"={word} & Söhne" in words(shown) and shown.tree.xpath("//*[@role='status']"), "the new record is shown with a word that it was kept", shown.status)
    checks.check("1999" in words(shown) and f"<b>{word}</b>" in words(shown), "its values are shown as typed")
    return leads.partition("?")[0]


def conflict(one, two, path, checks):
    """Two people open the same form; the second to save sees both."""
    place = f"{path}/bearbeiten"
    forms = [staff.form_to(site.ask(place, with_cookies=True), "/bearbeiten") for site in (one, two)]
    if not checks.check(all(form is not None for form in forms), "both open the form"):
        return
    first = staff.send_form(one, place, forms[0], {"town": "Dortmund", "short_name": "Eins", "feld-sichern": "1"})
    checks.check(first.status == 303, "the first change is kept", first.status)
    second = staff.send_form(two, place, forms[1], {"short_name": "Zwei", "phone": "0231 5550100", "feld-sichern": "1"})
    text = words(second) if second.is_html else ""
    checks.check(second.status == 409 and "Eins" in text and "Zwei" in text, "the second sees both values", f"{second.status} {text[:200]}")
    form = staff.form_to(second, "/bearbeiten")
    if form is None:
        return
    names = [name for name in form.fields if name and name.endswith(".wahl")]
    checks.check("short_name.wahl" in names, "differing fields have a choice", names)
    undecided = staff.send_form(two, place, form, {**{name: None for name in names}, "feld-sichern": "1"})
    checks.check(undecided.status == 409, "without a choice nothing is kept", undecided.status)
    choice = {name: "meins" if name in ("short_name.wahl", "phone.wahl") else "anderes" for name in names}
    solved = staff.send_form(two, place, form, {**choice, "feld-sichern": "1"})
    checks.check(solved.status == 303, "the choice is kept", solved.status)
    text = words(two.ask(path, with_cookies=True))
    checks.check("Zwei" in text and "Dortmund" in text and "0231 5550100" in text, "what both wrote is there as chosen")


def history(site, other, path, checks):
    place = f"{path}/verlauf"
    page = site.ask(place, with_cookies=True)
    text = words(page)
    checks.check(page.status == 200 and "Eins" in text and "Zwei" in text and all(staff.name_of(one) in text for one in (site, other)), "the history says who changed what", text[:200])
    form = staff.form_to(page, "/zuruecknehmen")
    if not checks.check(form is not None, "the last change can be taken back"):
        return
    answer = staff.send_form(site, place, form)
    checks.check(answer.status == 303, "the change is taken back", answer.status)
    checks.check("Eins" in words(site.ask(path, with_cookies=True)), "the value of before is back")
    stale = staff.send_form(site, place, form)
    checks.check(stale.status in (409, 422), "taking it back twice is refused", stale.status)


def comment(site, other, path, checks):
    form = staff.form_to(site.ask(path, with_cookies=True), "/kommentare")
    if not checks.check(form is not None, "a record can be commented on"):
        return
    text = "<script>alert(1)</script> & <img src=x onerror=alert(1)>\n=1+1"
    answer = staff.send_form(site, path, form, {"kommentar": text})
    checks.check(answer.status == 303, "the comment is kept", answer.status)
    page = other.ask(path, with_cookies=True)
    live = page.tree.xpath("//script[contains(., 'alert')]|//img[@src='x']")
    checks.check(not live and "<script>alert(1)</script>" in words(page), "markup in a comment stays text", live)
    deletes = page.tree.xpath("//form[contains(@action, '/loeschen')]")
    checks.check(not deletes, "somebody else's comment cannot be deleted")
    empty = staff.send_form(site, path, form, {"kommentar": "  "})
    checks.check(empty.status == 422, "an empty comment is refused", empty.status)
    mine = staff.form_to(site.ask(path, with_cookies=True), "/loeschen")
    checks.check(mine is not None and staff.send_form(site, path, mine).status == 303, "one's own comment is deleted")


def steps(site, path, checks):
    form = staff.form_to(site.ask(path, with_cookies=True), "/schritt/")
    if not checks.check(form is not None, "the record has a step"):
        return
    checks.check(staff.send_form(site, path, form).status == 303, "the step is done")
    stale = staff.send_form(site, path, form)
    checks.check(stale.status == 409, "the step of an older page is refused", stale.status)


def translate(site, path, checks):
    place = f"{path}/uebersetzen/ar"
    page = site.ask(place, with_cookies=True)
    form = staff.form_to(page, "/uebersetzen/")
    if not checks.check(page.status == 200 and form is not None, "the record can be translated", page.status):
        return
    areas = [field.get("name") for field in form.xpath(".//textarea|.//input[@type='text']") if field.get("name")]
    answer = staff.send_form(site, place, form, {name: "نص قصير للتجربة" for name in areas[:1]})
    checks.check(answer.status == 303, "the translation is kept", answer.status)
    checks.check("نص قصير للتجربة" in site.ask(place, with_cookies=True).text, "the translation is shown again")


def bulk(site, path, word, checks):
    """Two records get another town: choose, enter, preview, apply."""
    second = make(site, f"Zweite {word}", town="Lünen")
    page = site.ask(f"{LIST}?q={word}", with_cookies=True)
    form = staff.form_to(page, "/sammel")
    ids = page.tree.xpath("//input[@name='id']/@value")
    if not checks.check(form is not None and len(ids) == 2, "both records are in the list to choose from", len(ids)):
        return
    place = f"{LIST}/sammel"
    none = staff.send_form(site, place, form, {"id": None})
    checks.check(none.status == 422, "a bulk change of nothing is refused", none.status)
    answer = staff.send_form(site, place, form, {"id": ids})
    for what, changes in (("the field", {"feld": "town"}), ("the value", {"town": f"Ort {word}"})):
        form = staff.form_to(answer, "/sammel")
        if not checks.check(form is not None, f"the bulk change asks for {what}", words(answer)[:200]):
            return
        answer = staff.send_form(site, place, form, {**changes, "feld-sichern": "1"})
    text = words(answer)
    checks.check(answer.status == 200 and text.count(f"Ort {word}") >= 2 and "Dortmund" in text, "the preview shows old and new", text[:300])
    checks.check(f"Ort {word}" not in words(site.ask(path, with_cookies=True)), "the preview changes nothing")
    form = staff.form_to(answer, "/sammel")
    done = staff.send_form(site, place, form)
    checks.check(done.status == 200 and done.tree.xpath("//*[@role='status']"), "the bulk change is done", done.status)
    checks.check(f"Ort {word}" in words(site.ask(second, with_cookies=True)), "the second record is changed")
    checks.check(put_away(site, second), "the second record is archived")


def archive(site, path, checks):
    checks.check(put_away(site, path), "the record is archived")
    page = site.ask(path, with_cookies=True)
    checks.check(staff.form_to(page, "/wiederherstellen") is not None and not page.tree.xpath("//main//a[contains(@href, '/bearbeiten')]"), "an archived record can only be restored")
    refused = site.send(f"{path}/bearbeiten", [("csrf", page.tree.xpath("//input[@name='csrf']/@value")[0]), ("version", "1"), ("name", "Neu"), ("feld-sichern", "1")])
    checks.check(refused.status in (409, 422), "an archived record cannot be changed", refused.status)
    public = path.replace("/arbeitsplatz", "")
    checks.check(outside.Site(site.base).ask(public).status in (404, 410), "an archived record is not public")


# MARK: - Lists and files


def lists(base, checks):
    site, word = staff.signed_in(base, staff.PEOPLE["head"]), staff.once()
    formula = make(site, f'=HYPERLINK("http://x.example","{word}")', short_name="@SUM(1)", phone="+49 231 5550100", town="-Ort")
    try:
        narrow(site, word, checks)
        order(site, checks)
        turn(site, checks)
        files(site, word, checks)
        keep_view(site, word, checks)
    finally:
        checks.check(formula and put_away(site, formula), "the record of the list is archived")


def rows(answer):
    return answer.tree.xpath("//main//table//tbody/tr/th//a/@href")


def narrow(site, word, checks):
    everything, found = site.ask(f"{LIST}?ansicht=alle", with_cookies=True), site.ask(f"{LIST}?q={word}", with_cookies=True)
    checks.check(len(rows(everything)) > 10 and len(rows(found)) == 1, "a word finds its record", f"{len(rows(everything))} {len(rows(found))}")
    checks.check(found.tree.xpath(f"//ul//a[contains(., '{word}')]"), "what narrows is shown and can be taken away")
    checks.check(not rows(site.ask(f"{LIST}?q={word}&f-status=ended", with_cookies=True)), "a filter narrows further")
    checks.check(not rows(site.ask(f"{LIST}?q={word}&archiv=1", with_cookies=True)), "current records are not among the archived")
    forms = [form for form in everything.tree.forms if form.method == "GET"]
    names = {name for form in forms for name in form.fields if name}
    checks.check({"q", "spalte", "archiv", "f-status"} <= names, "the list has one form for words, filters and columns", sorted(names)[:20])
    chosen = site.ask(f"{LIST}?spalte=name&spalte=mail", with_cookies=True)
    checks.check("E-Mail" in chosen.tree.xpath("string(//main//table//thead)"), "chosen columns are shown")


def order(site, checks):
    page = site.ask(f"{LIST}?ansicht=alle", with_cookies=True)
    heads = [site.inside(href, LIST) for href in page.tree.xpath("//main//table//thead//a/@href")]
    checks.check(len(heads) >= 3, "columns can be sorted by", heads)
    for path in heads:
        sorted_page = site.ask(path, with_cookies=True)
        checks.check(sorted_page.status == 200 and len(sorted_page.tree.xpath("//th[@aria-sort]")) == 1 and rows(sorted_page), f"sorted {path}", sorted_page.status)
    titles = [text.strip().casefold() for text in site.ask(f"{LIST}?sortierung=name", with_cookies=True).tree.xpath("//main//tbody/tr/th//a/text()")]
    plain = [title.translate(str.maketrans("äöüß", "aous")) for title in titles if title[:1].isalpha()]
    checks.check(plain and plain[0][:1] <= plain[-1][:1], "names are in order", titles[:3])


def turn(site, checks):
    """Every page of the list once: no record twice, none left out."""
    seen, path, pages = [], f"{LIST}?ansicht=alle", 0
    while path and pages < 40:
        answer = site.ask(path, with_cookies=True)
        seen += rows(answer)
        pages += 1
        following = answer.tree.xpath("//a[@rel='next']/@href")
        path = site.inside(following[0], LIST) if following else ""
    total = re.search(r"[\d.]+", site.ask(f"{LIST}?ansicht=alle", with_cookies=True).tree.xpath("string(//*[contains(@class, 'total')])"))
    count = int(total.group(0).replace(".", "")) if total else -1
    checks.check(len(seen) == len(set(seen)) == count, f"{pages} pages show all records once", f"{len(seen)} rows, {len(set(seen))} different, {count} said")
    if pages > 1:
        back = answer.tree.xpath("//a[@rel='prev']/@href")
        checks.check(back and rows(site.ask(site.inside(back[0], LIST), with_cookies=True)), "the last page leads back")


def files(site, word, checks):
    page = site.ask(f"{LIST}?ansicht=alle", with_cookies=True)
    count = len(site.ask(f"{LIST}/ausgabe/csv", with_cookies=True).text.splitlines()) - 1
    checks.check(count >= len(rows(page)), "the file holds all pages of the list", count)
    query = f"?q={word}&spalte=name&spalte=short_name&spalte=phone&spalte=town"
    table = site.ask(f"{LIST}/ausgabe/csv{query}", with_cookies=True)
    checks.check("attachment" in table.header("content-disposition") and "text/csv" in table.header("content-type"), "CSV comes as a file", table.header("content-disposition"))
    lines = table.text.lstrip("\ufeff").splitlines()
    cells = [cell.strip('"') for cell in re.split(r"[;,](?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", lines[1])] if len(lines) > 1 else []
    checks.check(len(lines) == 2 and cells and not any(re.match(r"[=@\t\r]|[-+](?!\d)", cell) for cell in cells), "formulas in the CSV file are harmless", cells)
    sheet = site.ask(f"{LIST}/ausgabe/xlsx{query}", with_cookies=True)
    try:
        with zipfile.ZipFile(io.BytesIO(sheet.body)) as book:
            broken, names = book.testzip(), book.namelist()
            parts = {name: book.read(name).decode("utf-8") for name in names if name.endswith(".xml")}
    except zipfile.BadZipFile as problem:
        checks.fail("the XLSX file opens", problem)
        return
    checks.check(not broken and "xl/workbook.xml" in names, "the XLSX file opens", names)
    tables = "".join(text for name, text in parts.items() if "worksheets" in name)
    checks.check("<f>" not in tables and "<f " not in tables and "<hyperlink" not in tables and word in "".join(parts.values()), "formulas in the XLSX file are text")


def keep_view(site, word, checks):
    page = site.ask(f"{LIST}?f-status=active&sortierung=name", with_cookies=True)
    form = staff.form_to(page, "/ansichten")
    if not checks.check(form is not None, "a view can be kept"):
        return
    kept = staff.send_form(site, LIST, form, {"name": f"Sicht <i>{word}</i>"})
    checks.check(kept.status == 303, "the view is kept", kept.status)
    shown = site.follow(site.inside(kept.header("location")), with_cookies=True)[1]
    checks.check(f"Sicht <i>{word}</i>" in words(shown) and shown.tree.xpath("//nav//a[@aria-current]"), "the view is shown as text and marked")
    form = next((one for one in shown.tree.forms if "/loeschen" in (one.get("action") or "") and word in "".join(one.itertext())), None)
    checks.check(form is not None and staff.send_form(site, LIST, form).status == 303, "the view is removed")


# MARK: - Import


def bring_in(base, checks):
    """A small file: columns are recognised, nothing is written before the preview, all of it can be taken back."""
    site, word, place = staff.signed_in(base, staff.PEOPLE["colleague"]), staff.once(), "/arbeitsplatz/import"
    form = staff.form_to(site.ask(place, with_cookies=True), "/import")
    if not checks.check(form is not None, "a file can be sent"):
        return
    empty = staff.send_form(site, place, form, {"art": "organisationen", "datei": None}, files=[("datei", "leer.csv", b"")])
    checks.check(empty.status in (400, 422), "an empty file is refused", empty.status)
    picture = staff.send_form(site, place, form, {"art": "organisationen", "datei": None}, files=[("datei", "../../bild.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)])
    checks.check(picture.status < 500, "a picture is no fault", picture.status)
    table = f"Name;PLZ;Ort;E-Mail\nEins {word};44135;Dortmund;eins@pruefwort.example\nZwei <b>{word}</b>;44137;Dortmund;keine Adresse\nDrei {word};44139;Dortmund;\n"
    sent = staff.send_form(site, place, form, {"art": "organisationen", "datei": None}, files=[("datei", f"{word}.csv", table.encode("utf-8"))])
    if not checks.check(sent.status == 303, "the file is taken", f"{sent.status} {words(sent)[:200] if sent.is_html else ''}"):
        return
    run = site.inside(sent.header("location"))
    page = site.ask(run, with_cookies=True)
    form = staff.form_to(page, "/zuordnung")
    if not checks.check(form is not None, "columns are shown with what they could be", words(page)[:200]):
        return
    guessed = [value for name, value in form.form_values() if re.fullmatch(r"s\d+", name)]
    checks.check(guessed == ["name", "postcode", "town", "mail"], "all columns are recognised", guessed)
    staff.send_form(site, run, form)
    page = wait_for(site, run, "/schreiben")
    form = staff.form_to(page, "/schreiben")
    if not checks.check(form is not None, "the preview is shown", words(page)[:200]):
        return
    checks.check(f"<b>{word}" not in page.text and word in words(page), "the file's cells stay text")
    checks.check(not rows(site.ask(f"{LIST}?q={word}", with_cookies=True)), "the preview writes nothing")
    faulty = staff.send_form(site, run, form)
    checks.check(faulty.status == 422, "faulty rows must be left out on purpose", faulty.status)
    errors = site.ask(f"{run}/fehler.csv", with_cookies=True)
    checks.check(errors.status == 200 and word in errors.text and "keine Adresse" in errors.text, "faulty rows come as a file", errors.status)
    foreign = staff.signed_in(base, staff.NEIGHBOUR).ask(run, with_cookies=True)
    checks.check(foreign.status in (403, 404), "the neighbour does not see the import", foreign.status)
    write_and_undo(site, run, form, word, checks)


def wait_for(site, run, part, seconds=40):
    """The page of an import once it has a form to `part`."""
    for _ in range(seconds * 2):
        page = site.ask(run, with_cookies=True)
        if staff.form_to(page, part) is not None:
            break
        time.sleep(0.5)
    return page


def write_and_undo(site, run, form, word, checks):
    answer = staff.send_form(site, run, form, {"fehler-auslassen": "1"})
    checks.check(answer.status == 303, "the import begins", answer.status)
    page = wait_for(site, run, "/zuruecknehmen")
    back = staff.form_to(page, "/zuruecknehmen")
    if not checks.check(back is not None, "the import is done", words(page)[:200]):
        return
    checks.check(len(rows(site.ask(f"{LIST}?q={word}", with_cookies=True))) == 2, "two records were brought in")
    undone = staff.send_form(site, run, back)
    checks.check(undone.status in (303, 200), "taking it back works", undone.status)
    for _ in range(60):
        left = len(rows(site.ask(f"{LIST}?q={word}", with_cookies=True)))
        if not left:
            break
        time.sleep(0.5)
    checks.check(not left, "the records are gone again", left)
    checks.check(staff.form_to(site.ask(run, with_cookies=True), "/zuruecknehmen") is None, "it cannot be taken back twice")
