# SPDX-License-Identifier: EUPL-1.2
"""Ways of people: signing in and out, cookies, forged forms, languages, inviting a colleague, rights."""

import re

import outside
import staff

# Of the invited colleague: long, and nothing of their name in it.
GOOD_PASSWORD = "Vier Birken am Kanal"
LINK = re.compile(r"/anmelden/link/[A-Za-z0-9_-]+")


def ways(base, checks):
    return {name: (lambda way=way: way(base, checks)) for name, way in {
        "sign-in": sign_in, "sign-out": sign_out, "forged": forged, "language": language, "own rights": own_rights,
        "invitation": invitation, "tokens": tokens, "hostile": hostile}.items()}  # fmt: skip


def cookie(answer, name):
    """The whole Set-Cookie header of a cookie; empty where it is not set."""
    return next((value for key, value in answer.headers if key.lower() == "set-cookie" and value.startswith(name + "=")), "")


def sign_in(base, checks):
    mail = staff.PEOPLE["colleague"]
    site = outside.Site(base)
    _, wrong = outside.sign_in_site(site, mail, "falsches Passwort <b>")
    checks.check(wrong.status == 422 and not cookie(wrong, "sitzung"), "a wrong password is refused", wrong.status)
    typed = wrong.tree.xpath("//input[@name='mail']/@value")
    checks.check(typed == [mail], "the address is kept", typed)
    checks.check("falsches Passwort" not in wrong.text, "the password is never shown again")
    _, unknown = outside.sign_in_site(outside.Site(base), "niemand@dortmund.example", "falsches Passwort <b>")
    same = [answer.tree.xpath("string(//*[contains(@class, 'note bad')])") for answer in (wrong, unknown)]
    checks.check(same[0] and same[0] == same[1], "unknown addresses get the same answer", same)

    done, answer = outside.sign_in_site(site, mail)
    checks.check(done, "signing in works", answer.status)
    header = cookie(answer, "sitzung")
    for part in ("HttpOnly", "SameSite=Lax", "Path=/"):
        checks.check(part.lower() in header.lower(), f"the session's cookie is {part}", re.sub("=[^;]+", "=…", header, count=1))
    checks.check(not re.search("domain=|max-age|expires", header, re.I), "the session's cookie ends with the browser")
    checks.check(len(site.cookies.get("sitzung", "")) >= 32, "the session's token is long")
    kept = outside.Site(base)
    header = cookie(outside.sign_in_site(kept, mail, keep=True)[1], "sitzung")
    checks.check("max-age=" in header.lower(), "a kept session's cookie lasts")
    checks.check(kept.cookies.get("sitzung") != site.cookies.get("sitzung"), "every sign-in has its own token")

    fixed = outside.Site(base)
    fixed.cookies["sitzung"] = "a" * 43
    outside.sign_in_site(fixed, mail)
    checks.check(fixed.cookies.get("sitzung") != "a" * 43, "a session that was put into the browser is not taken over")
    check_targets(base, mail, checks)
    end(kept), end(site), end(fixed)


def check_targets(base, mail, checks):
    """Where a sign-in leads on to: pages of this site only."""
    for target, inside in {"/arbeitsplatz/orte?q=a": True, "//example.com/": False, "https://example.com/": False, "/\\example.com": False,
                           "/%2f/example.com": False, "javascript:alert(1)": False}.items():  # fmt: skip
        site = outside.Site(base)
        _, answer = outside.sign_in_site(site, mail, target=target)
        leads = answer.header("location")
        fine = leads.endswith(target) if inside else leads.rstrip("/").endswith("/arbeitsplatz")
        checks.check(answer.status == 303 and fine, f"signing in on the way to {target}", f"{answer.status} {leads}")
        end(site)


def end(site):
    """Signs out; the answer."""
    page = site.ask("/arbeitsplatz", with_cookies=True)
    form = staff.form_to(page, "/abmelden") if page.is_html else None
    return staff.send_form(site, "/arbeitsplatz", form) if form is not None else page


def sign_out(base, checks):
    site = staff.signed_in(base, staff.PEOPLE["reader"])
    session = site.cookies["sitzung"]
    answer = end(site)
    checks.check(answer.status == 303 and "/anmelden" in answer.header("location"), "signing out leads to the sign-in", answer.status)
    checks.check("sitzung" not in site.cookies, "signing out takes the cookie away")
    site.cookies["sitzung"] = session
    again = site.ask("/arbeitsplatz", with_cookies=True)
    checks.check(again.status == 303 and "/anmelden" in again.header("location"), "an ended session opens nothing", again.status)


def forged(base, checks):
    """Forms without a token, with a wrong one, with somebody else's, and from another site."""
    site, other = staff.signed_in(base, staff.PEOPLE["colleague"]), staff.signed_in(base, staff.PEOPLE["head"])
    page, foreign = site.ask("/konto", with_cookies=True), other.ask("/konto", with_cookies=True)
    form, theirs = (next(one for one in answer.tree.forms if one.get("action", "").endswith("/konto")) for answer in (page, foreign))
    stolen = theirs.xpath(".//input[@name='csrf']/@value")[0]
    for what, changes, headers in (
        ("without a token", {"csrf": None}, {}), ("with a wrong token", {"csrf": "0" * 64}, {}), ("with another session's token", {"csrf": stolen}, {}),
        ("from another site", {}, {"Origin": "https://example.com"}), ("from another site (fetch)", {}, {"Sec-Fetch-Site": "cross-site"}),
    ):  # fmt: skip
        answer = site.send("/konto", outside.form_pairs(form, {"name": "Gefälscht", **changes}), headers)
        checks.check(answer.status == 403, f"a form {what} is refused", answer.status)
    changed = "Gefälscht" in site.ask("/konto", with_cookies=True).text
    if changed:
        site.send("/konto", outside.form_pairs(form))
    checks.check(not changed, "forged forms change nothing")
    end(site), end(other)


def language(base, checks):
    site = staff.signed_in(base, staff.PEOPLE["colleague"])
    for page in ("/arbeitsplatz", "/arbeitsplatz/organisationen", "/konto"):
        for code, direction in (("en", "ltr"), ("ar", "rtl")):
            tree = site.ask(page, with_cookies=True).tree
            links = tree.xpath(f"//header//a[@hreflang='{code}']/@href")
            if not checks.check(links, f"{page} leads to its {code} version"):
                continue
            answer = site.follow(site.inside(links[0], page), with_cookies=True)[1]
            top = (answer.tree.get("lang"), answer.tree.get("dir"))
            checks.check(answer.status == 200 and top == (code, direction), f"{page} in {code}", f"{answer.status} {top}")
            menu = answer.tree.xpath("//nav[contains(@class, 'desk')]//a/@href")
            checks.check(menu and all(link.startswith(f"/{code}/") for link in menu), f"the menu of {page} stays {code}", menu[:3])
            back = answer.tree.xpath("//header//a[@hreflang='de']/@href")
            checks.check(back and site.follow(site.inside(back[0], page), with_cookies=True)[1].tree.get("lang") == "de", f"{page} leads back to German from {code}", back)
    end(site)


def own_rights(base, checks):
    """Nobody changes or removes their own role, reads the team as a provider, or gives a right that is not theirs."""
    site = staff.signed_in(base, staff.PEOPLE["head"])
    answer = site.ask("/arbeitsplatz/team?q=leitung", with_cookies=True)
    links = answer.tree.xpath("//main//table//a[contains(@href, '/team/person/')]/@href")
    if not checks.check(links, "the head's own entry is in the team"):
        return
    path = site.inside(links[0], "/arbeitsplatz/team")
    page = site.ask(path, with_cookies=True)
    checks.check(staff.form_to(page, "/entfernen") is None, "nobody is offered to remove themselves")
    token = page.tree.xpath("//input[@name='csrf']/@value")[0]
    place, _, query = path.partition("?")
    for rest, fields in (("", [("rolle", "centerAdministration")]), ("", [("rolle", "systemOperator")]), ("/entfernen", [])):
        answer = site.send(f"{place}{rest}?{query}", [("csrf", token)] + fields)
        checks.check(answer.status in (403, 409, 422), f"own role{rest} {fields} is refused", answer.status)
    checks.check(site.ask("/arbeitsplatz/team", with_cookies=True).status == 200, "the head is still the head")
    end(site)


def invitation(base, checks):
    """Invite, see it refused when it is wrong, use the link of the letter, sign in as the new colleague, take out again."""
    head, word = staff.signed_in(base, staff.PEOPLE["head"]), staff.once().lower()
    mail, invite = f"{word}@dortmund.example", "/arbeitsplatz/team/einladen"
    form = staff.form_to(head.ask(invite, with_cookies=True), "/einladen")
    wrong = staff.send_form(head, invite, form, {"name": "Falk <i>Falsch</i>", "mail": "keine Adresse"})
    values = wrong.tree.xpath("//input[@name='name' or @name='mail']/@value")
    checks.check(wrong.status == 422 and values == ["Falk <i>Falsch</i>", "keine Adresse"], "a wrong invitation comes back as typed", f"{wrong.status} {values}")
    checks.check(wrong.tree.xpath("//*[@id='mail'][@aria-invalid='true']") and "<i>Falsch" not in wrong.text, "its mistake stands at the field")
    refused = staff.send_form(head, invite, form, {"name": word, "mail": mail, "rolle": "systemOperator"})
    checks.check(refused.status in (403, 422), "a role of the installation cannot be given", refused.status)
    answer = staff.send_form(head, invite, form, {"name": f"Neu {word}", "mail": mail, "rolle": "centerReader"})
    if not checks.check(answer.status == 303, "a colleague is invited", f"{answer.status} {answer.tree.xpath('string(//main)')[:200] if answer.is_html else ''}"):
        return
    found = head.ask(f"/arbeitsplatz/team?q={word}", with_cookies=True)
    links = found.tree.xpath("//main//table//a[contains(@href, '/team/person/')]/@href")
    checks.check(links, "the new colleague is in the team")
    use_letter(base, word, mail, checks)
    if links:
        path = head.inside(links[0], "/arbeitsplatz/team")
        gone = staff.send_form(head, path, staff.form_to(head.ask(path, with_cookies=True), "/entfernen"))
        checks.check(gone.status == 303, "the colleague is taken out of the team", gone.status)
        checks.check(not outside.Site(base).ask("/arbeitsplatz").is_html, "nothing opens without a session")
    end(head)


def use_letter(base, word, mail, checks):
    """The operator passes the letter on by hand where no mail is sent."""
    operator = staff.signed_in(base, staff.PEOPLE["operator"])
    found = operator.ask(f"/arbeitsplatz/betrieb/nachrichten?suche={word}", with_cookies=True)
    letters = found.tree.xpath("//main//a[contains(@href, '/nachrichten/')]/@href")
    if not checks.check(letters, "the invitation is among the mails", found.status):
        return
    text = operator.ask(operator.inside(letters[0], "/arbeitsplatz"), with_cookies=True).text
    link = LINK.search(text)
    end(operator)
    if not link:
        checks.skip("the link of the letter", "this server sends mails itself")
        return
    site, path = outside.Site(base), link.group(0)
    page = site.ask(path, with_cookies=True)
    form = staff.form_to(page, "/anmelden/link/")
    if not checks.check(form is not None, "the link opens the first password", page.status):
        return
    short = staff.send_form(site, path, form, {"neu": "kurz", "nochmal": "kurz"})
    checks.check(short.status == 422, "a short password is refused", short.status)
    set_one = staff.send_form(site, path, form, {"neu": GOOD_PASSWORD, "nochmal": GOOD_PASSWORD})
    checks.check(set_one.status == 303, "a password is set", set_one.status)
    checks.check(site.ask(path, with_cookies=True).status in (404, 410), "the link works once")
    fresh = outside.Site(base)
    checks.check(outside.sign_in(fresh, base, mail, GOOD_PASSWORD), "the new colleague signs in")
    checks.check(fresh.ask("/arbeitsplatz/organisationen", with_cookies=True).status == 200, "the new colleague reads")
    checks.check(fresh.ask("/arbeitsplatz/organisationen/neu", with_cookies=True).status == 403, "and does not write")


def tokens(base, checks):
    """An access for a program: shown once, bound to its rights, ended."""
    site, path = staff.signed_in(base, staff.PEOPLE["colleague"]), "/konto/zugaenge"
    page = site.ask(path, with_cookies=True)
    form = staff.form_to(page, path)
    if not checks.check(form is not None, "accesses for programs can be made", page.status):
        return
    empty = staff.send_form(site, path, form, {"name": "Prüfung", "rechte": None, "bis": ""})
    checks.check(empty.status == 422 and empty.tree.xpath("//input[@name='name']/@value") == ["Prüfung"], "an access without rights comes back as typed", empty.status)
    foreign = staff.send_form(site, path, form, {"name": "Prüfung", "rechte": ["team.keep"], "bis": ""})
    checks.check(foreign.status == 422, "a right that one does not have is not handed on", foreign.status)
    end(site)


def hostile(base, checks):
    """Nonsense from somebody who is signed in: an answer that says what is wrong, never a fault."""
    site = staff.signed_in(base, staff.PEOPLE["head"])
    lists, none = "/arbeitsplatz/organisationen", "00000000-0000-7000-8000-000000000000"
    wrong = {
        f"{lists}?sortierung=quatsch": (400,), f"{lists}?nach=quatsch": (400,), f"{lists}?nach={none}": (400,), f"{lists}?spalte=quatsch": (400,), f"{lists}?f-status=quatsch": (400,),
        f"{lists}?quatsch=1": (400,), f"{lists}?archiv=2": (400,), f"{lists}?q=" + "a" * 5000: (400, 414), f"{lists}?ansicht={none}": (200, 400, 404), f"{lists}?q=%00": (200, 400),
        f"{lists}?q=%ff'%22%3Cscript%3E": (200, 400), f"{lists}?f-verified_on-von=2026-99-99": (400, 200), f"{lists}?q=" + "%F0%9F%91%A9" * 50: (200, 400), f"{lists}/{none}": (404,),
        f"{lists}/quatsch": (404, 400), f"{lists}/{none}/bearbeiten": (404,), f"{lists}/{none}/uebersetzen/xx": (404, 400), f"{lists}/sammel": (422, 400, 303), "/arbeitsplatz/zugriff/quatsch/" + none: (404, 403),
        f"/arbeitsplatz/zugriff/organisation/{none}": (404, 403), "/arbeitsplatz/team?zentrum=" + none: (403, 404), "/arbeitsplatz/team?page=-1": (200, 400), f"/arbeitsplatz/team/person/{none}": (404,),
        f"/arbeitsplatz/import/{none}": (404,), "/arbeitsplatz/betrieb/auftraege?zustand=quatsch": (400,), "/arbeitsplatz/betrieb/nachrichten?page=99999999999999999999": (200, 400), f"/arbeitsplatz/betrieb/nachrichten/{none}": (404,),
        f"{lists}/ausgabe/pdf": (404,), "/arbeitsplatz/gibt-es-nicht": (404,), "/konto/gibt-es-nicht": (404,),
    }  # fmt: skip
    for path, allowed in wrong.items():
        answer = site.ask(path, with_cookies=True)
        live = answer.is_html and answer.tree.xpath("//script[not(@src)][contains(., 'script')]")
        checks.check(answer.status in allowed and not live and "no-store" in answer.header("cache-control"), f"hostile {path[:70]}", f"{answer.status} {answer.header('cache-control')}")
    token = site.ask("/konto", with_cookies=True).tree.xpath("//input[@name='csrf']/@value")[0]
    for path, fields in ((f"{lists}/neu", [("name", "a" * 300_000)]), (f"{lists}/neu", [("name", "\0")]), (f"{lists}/neu", [(f"n{n}", "1") for n in range(3000)]),
                         (f"{lists}/sammel", [("id", f"{none}:{n}") for n in range(20)]), (f"{lists}/{none}/bearbeiten", [("version", "99999999999999999999")]),
                         ("/arbeitsplatz/import", [("art", "quatsch")]), ("/konto/zentrum", [("tenant", none)]), ("/konto/sitzungen", [("sitzung", none)])):  # fmt: skip
        answer = site.send(path, [("csrf", token)] + fields)
        checks.check(answer.status < 500, f"hostile form {path} {str(fields[0])[:40]}", answer.status)
    end(site)
