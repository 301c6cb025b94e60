#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The HSDS feed from outside: every endpoint walked (first, middle and last page, ids out of lists), every answer held
against the schemas of HSDS 3.0 and 3.1, filters do what they say, streams equal pages, wrong questions are refused.

Usage: hsds_check.py BASE [SCHEMAS]
SCHEMAS is the folder with `3.0/schema` and `3.1-dev/schema`; without it the schemas are looked for beside the project.
"""

import json
import sys
import urllib.parse
from pathlib import Path

import outside

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "schemas" / "hsds"
ROOT = "/api/hsds/v3"
VERSIONS = ("3.0", "3.1-dev")
NESTED = {"services": "compiled/service.json", "organizations": "compiled/organization.json",
          "service_at_locations": "compiled/service_at_location.json", "taxonomies": "taxonomy.json",
          "taxonomy_terms": "taxonomy_term.json"}  # fmt: skip
FLAT = {**NESTED, "services": "compiled/service_list.json", "organizations": "compiled/organization_list.json",
        "service_at_locations": "compiled/service_at_location_list.json"}  # fmt: skip
COUNTS = ("total_items", "total_pages", "page_number", "size")
FLAGS = ("first_page", "last_page", "empty")
UNKNOWN = "00000000-0000-4000-8000-000000000000"
WRONG = {"page": ["0", "-1", "abc", "1.5", "99999999999999999999", ""], "per_page": ["0", "501", "x"], "format": ["xml"],
         "gibtesnicht": ["1"]}  # fmt: skip
WRONG_SERVICES = {"full": ["ja"], "minimal": ["2"], "modified_after": ["gestern", "2026-13-01"], "taxonomy_term_id": ["HF-SP"],
                  "organization_id": ["1"], "minimum_age": ["-1", "alt"], "day": ["Montag", "MO,XX"], "start_time": ["25:00", "9"],
                  "postcode": ["44147"]}  # fmt: skip
WRONG_PLACES = {"postcode": ["4414", "ABCDE"], "proximity": ["500", "nah"], "end_time": ["24:61"], "minimal": ["true"]}


class Schemas:
    """Validators by version and file; references to other files are looked up beside them."""

    def __init__(self, folder):
        import jsonschema
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT202012

        self.kept, self.folder = {}, folder
        self.validator = jsonschema.Draft202012Validator
        self.formats = jsonschema.FormatChecker(["uuid", "email", "date", "date-time"])

        def beside(version):
            def find(name):
                contents = json.loads((folder / version / "schema" / name.rsplit("/", 1)[-1]).read_text())
                return Resource.from_contents(contents, default_specification=DRAFT202012)

            return Registry(retrieve=find)

        self.registries = {version: beside(version) for version in VERSIONS}

    def faults(self, version, name, item, limit=3):
        if (version, name) not in self.kept:
            schema = json.loads((self.folder / version / "schema" / name).read_text())
            self.kept[version, name] = self.validator(schema, registry=self.registries[version], format_checker=self.formats)
        found = []
        for error in self.kept[version, name].iter_errors(item):
            found.append(f"{version} {error.json_path}: {error.message[:120]}")
            if len(found) >= limit:
                break
        return found


def nulls(value, place="$"):
    """Places of null values."""
    if value is None:
        return [place]
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in nulls(inner, f"{place}.{key}")]
    if isinstance(value, list):
        return [found for index, inner in enumerate(value) for found in nulls(inner, f"{place}[{index}]")]
    return []


class Feed:
    def __init__(self, site, checks, schemas):
        self.site, self.checks, self.schemas = site, checks, schemas

    def ask(self, path="", headers=None, **query):
        address = f"{ROOT}/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")
        return address, self.site.ask(address, headers=headers)

    def get(self, path="", **query):
        address, answer = self.ask(path, **query)
        try:
            body = json.loads(answer.body)
        except ValueError:
            body = {}
        fine = answer.status == 200 and isinstance(body, dict) and body and answer.header("access-control-allow-origin") == "*"
        self.checks.check(fine, f"{address} answers JSON to everybody", f"{answer.status} {answer.text[:100]}")
        return body

    def lines(self, path, **query):
        address, answer = self.ask(path, format="ndjson", **query)
        kind = answer.header("content-type")
        self.checks.check(answer.status == 200 and kind.startswith("application/x-ndjson"), f"{address} streams lines", f"{answer.status} {kind}")
        return [json.loads(line) for line in answer.body.splitlines() if line.strip()]

    def validate(self, name, items, what):
        gone = [found for item in items for found in nulls(item)]
        self.checks.check(not gone, f"{what}: no null", " ".join(gone[:5]))
        if not self.schemas:
            return
        for version in VERSIONS:
            faults = [f"{item.get('id')} {fault}" for item in items for fault in self.schemas.faults(version, name, item)]
            self.checks.check(not faults, f"{what}: {len(items)} fit {name} of {version}", " | ".join(faults[:4]))

    def envelope(self, body, what, page, size=None):
        shape = all(isinstance(body.get(key), int) for key in COUNTS) and all(isinstance(body.get(key), bool) for key in FLAGS)
        if not self.checks.check(shape and isinstance(body.get("contents"), list), f"{what}: complete envelope", str(body)[:120]):
            return []
        items = body["contents"]
        said = body["size"] == len(items) and body["empty"] == (not items) and body["page_number"] == page
        ends = body["first_page"] == (page == 1) and body["last_page"] == (page >= body["total_pages"])
        self.checks.check(said and ends, f"{what}: envelope says what is there", json.dumps({key: body[key] for key in COUNTS + FLAGS}))
        if size:
            pages = max(1, -(-body["total_items"] // size))
            self.checks.check(body["total_pages"] == pages, f"{what}: {pages} pages of {size}", body["total_pages"])
        return items

    # The walk

    def about(self):
        body = self.get()
        self.checks.check({"version", "profile", "openapi_url"} <= set(body) and str(body["version"]).startswith("3."), "the entry names version, profile and description", str(body)[:160])
        for key in ("profile", "openapi_url"):
            path = urllib.parse.urlsplit(body.get(key, "")).path
            answer = self.site.ask(path)
            self.checks.check(answer.status == 200 and isinstance(json.loads(answer.body), dict), f"{path} is there", answer.status)
        page = self.site.ask("/schnittstelle/hsds")
        self.checks.check(page.status == 200 and "note ok" in page.text, "the self-check page finds nothing wrong", page.status)

    def walk(self, name, size=20):
        """First, middle and last page, and the records behind some of their ids."""
        first = self.get(name, per_page=size)
        total = self.envelope(first, name, 1, size) and first["total_items"]
        if not total:
            self.checks.skip(f"{name} and its pages", "the list is empty")
            return []
        seen = []
        for page in sorted({1, (first["total_pages"] + 1) // 2, first["total_pages"]}):
            items = self.envelope(self.get(name, per_page=size, page=page), f"{name} page {page}", page, size)
            self.validate(FLAT[name], items, f"{name} page {page}")
            seen += items
            for item in (items[0], items[-1]):
                whole = self.get(f"{name}/{item['id']}")
                self.checks.check(whole.get("id") == item["id"], f"{name}/{item['id']} is the record")
                self.validate(NESTED[name], [whole], f"{name}/{item['id']}")
        self.checks.check(len({item["id"] for item in seen}) == len(seen), f"{name}: no id on two pages")
        beyond = self.get(name, per_page=size, page=first["total_pages"] + 1)
        self.checks.check(beyond.get("empty") is True and beyond.get("contents") == [], f"{name}: the page after the last is empty")
        address, answer = self.ask(f"{name}/{UNKNOWN}")
        self.refused(address, answer, 404)
        self.refused(*self.ask(f"{name}/gibt-es-nicht"), 404)
        return seen

    def refused(self, address, answer, status, named=None):
        kind, open_to_all = answer.header("content-type"), answer.header("access-control-allow-origin") == "*"
        fine = answer.status == status and kind.startswith("application/problem+json") and open_to_all
        fine = fine and (not named or named in answer.text)
        self.checks.check(fine, f"{address} is refused with {status}", f"{answer.status} {kind} {answer.text[:120]}")

    def not_modified(self):
        address, answer = self.ask("services", per_page=3)
        tag = answer.header("etag")
        again = self.ask("services", {"If-None-Match": tag}, per_page=3)[1]
        self.checks.check(tag and again.status == 304 and not again.body, f"{address} answers 304 to its ETag", again.status)
        head = self.site.ask(f"{ROOT}/services?format=ndjson", method="HEAD")
        self.checks.check(head.status == 200 and not head.body, "HEAD of a stream has no body", head.status)
        options = self.site.ask(f"{ROOT}/services", method="OPTIONS")
        self.checks.check(options.status == 204 and options.header("access-control-allow-origin") == "*", "browsers may ask beforehand", options.status)
        post = self.site.ask(f"{ROOT}/services", method="POST", body=b"{}")
        self.checks.check(post.status == 405 and "GET" in post.header("allow"), "POST is answered by 405 with Allow", post.status)

    # Forms of the same

    def forms(self):
        full = self.get("services", full="true", per_page=25)["contents"]
        self.validate(NESTED["services"], full, "services, full")
        alone = self.get(f"services/{full[0]['id']}")
        self.checks.check(alone == full[0], "a full service in a list is the service by itself")
        pairs = self.get("service_at_locations", full="true", per_page=25)["contents"]
        self.validate(NESTED["service_at_locations"], pairs, "service_at_locations, full")
        nested = self.get("organizations", full="true", full_service="true", per_page=5)["contents"]
        self.validate(NESTED["organizations"], nested, "organizations, full")
        one = self.get(f"organizations/{full[0]['organization_id']}", full_service="true") if "organization_id" in full[0] else {}
        self.checks.check(full[0] in one.get("services", []), "an organization holds its services in full when asked")
        minimal = self.get("services", minimal="true")
        exact = all(set(item) == {"id", "modified_date"} for item in minimal["contents"])
        self.checks.check(exact and minimal["size"] == minimal["total_items"], "minimal: all services in one page, id and modified_date only")
        self.references(full)

    def references(self, services):
        for kind, ids in (
            ("organizations", {item["organization_id"] for item in services if "organization_id" in item}),
            ("service_at_locations", {pair["id"] for item in services for pair in item.get("service_at_locations", [])}),
            ("taxonomy_terms", {tie["taxonomy_term_id"] for item in services for tie in self.ties(item)}),
        ):
            missing = [id for id in sorted(ids)[:15] if self.ask(f"{kind}/{id}")[1].status != 200]
            self.checks.check(not missing, f"{kind} named by services are there", " ".join(missing))

    def streams(self):
        for query in ({}, {"full": "true"}, {"search": "Sprache"}):
            total = self.get("services", per_page=500, **query)
            if total["total_items"] > 3000 and query != {"search": "Sprache"}:
                query = {**query, "organization_id": total["contents"][0].get("organization_id", UNKNOWN)}
                total = self.get("services", per_page=500, **query)
            streamed = self.lines("services", **query)
            self.checks.check(len(streamed) == total["total_items"], f"as many lines as items: {query}", f"{len(streamed)}, {total['total_items']}")
            self.checks.check(streamed[: total["size"]] == total["contents"], f"lines equal the items of pages: {query}")
        for name in ("organizations", "service_at_locations", "taxonomies", "taxonomy_terms"):
            self.checks.check(len(self.lines(name)) == self.get(name)["total_items"], f"{name}: as many lines as items")

    # Filters

    def every(self, name, test, what, **query):
        """Everything that comes back meets the filter; what was left out does not."""
        body = self.get(name, full="true", per_page=60, **query)
        everything = self.get(name, full="true", per_page=60)
        kept = {item["id"] for item in body["contents"]}
        right = all(test(item) for item in body["contents"])
        complete = body["last_page"] is False or all(item["id"] in kept for item in everything["contents"] if test(item))
        self.checks.check(right and complete and body["total_items"] <= everything["total_items"], f"{what}: {body['total_items']} of {everything['total_items']}", f"right {right}, complete {complete}")
        return body

    def filters(self, services):
        sample = self.get(f"services/{services[0]['id']}")
        terms = [tie["taxonomy_term_id"] for tie in self.ties(sample)]
        for term in terms[:3]:
            self.every("services", lambda item, term=term: any(tie["taxonomy_term_id"] == term for tie in self.ties(item)), "taxonomy_term_id", taxonomy_term_id=term)
        taxonomy = self.ties(sample)[-1]["taxonomy_term"]["taxonomy_id"]
        self.every("services", lambda item: any(tie["taxonomy_term"]["taxonomy_id"] == taxonomy for tie in self.ties(item)), "taxonomy_id", taxonomy_id=taxonomy)
        owner = sample.get("organization_id")
        if owner:
            self.every("services", lambda item: item.get("organization_id") == owner, "organization_id", organization_id=owner)
            both = self.every("services", lambda item: item.get("organization_id") == owner and any(tie["taxonomy_term_id"] == terms[0] for tie in self.ties(item)), "filters hold together", organization_id=owner, taxonomy_term_id=terms[0])
            self.checks.check(sample["id"] in {item["id"] for item in both["contents"]} or not both["last_page"], "the service is among those like it")
        moment = sample["last_modified"]
        self.every("services", lambda item: item["last_modified"] >= moment, "modified_after includes the moment", modified_after=moment)
        later = self.get("services", modified_after="2999-01-01T00:00:00Z")
        self.checks.check(later["total_items"] == 0 and later["empty"], "modified_after in the future finds nothing")
        self.every("services", lambda item: item.get("maximum_age", 200) >= 30, "minimum_age", minimum_age=30)
        self.every("services", lambda item: item.get("minimum_age", 0) <= 10, "maximum_age", maximum_age=10)
        self.every("services", lambda item: any(self.is_at(time, "TU", "09:00", "13:00") for time in self.times(item)), "day, start_time, end_time", day="TU", start_time="09:00", end_time="13:00")
        nothing = self.get("services", taxonomy_term_id=UNKNOWN)
        self.checks.check(nothing["total_items"] == 0, "an unknown term finds nothing")

    @staticmethod
    def ties(item):
        """Attributes that lead to a term of a taxonomy."""
        return [tie for tie in item.get("attributes", []) if "taxonomy_term_id" in tie]

    @staticmethod
    def times(service):
        return service.get("schedules", []) + [time for pair in service.get("service_at_locations", []) for time in pair.get("schedules", [])]

    @staticmethod
    def is_at(time, day, start, end):
        import datetime

        days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        single = time.get("dtstart") if "freq" not in time else None
        fits = time.get("byday") == day or bool(single) and days[datetime.date.fromisoformat(single).weekday()] == day
        return fits and time.get("opens_at", "")[:5] >= start and "00:00" < time.get("closes_at", "99")[:5] <= end

    def circle(self, pairs):
        place = next((pair["location"] for pair in pairs if "latitude" in pair.get("location", {})), None)
        if not place:
            return self.checks.skip("postcode and proximity", "no place with coordinates")
        whole = next(item for item in pairs if item.get("location") == place)
        postcode = self.get(f"service_at_locations/{whole['id']}")["location"]["addresses"][0]["postal_code"]
        self.every("service_at_locations", lambda item: item["location"].get("addresses", [{}])[0].get("postal_code") == postcode, "postcode", postcode=postcode)
        sizes = [self.get("service_at_locations", postcode=postcode, proximity=metres)["total_items"] for metres in (500, 5_000, 50_000)]
        self.checks.check(sizes == sorted(sizes) and sizes[-1] > 0, "a larger circle holds more", sizes)
        nowhere = self.get("service_at_locations", postcode="00000", proximity=1000)
        self.checks.check(nowhere["total_items"] == 0, "an unknown postcode finds nothing")

    def search(self):
        body = self.get("services", search="Sprache")
        self.checks.check(body["total_items"] > 0, "search finds services", body["total_items"])
        none = self.get("services", search="qxzvwqxzv")
        self.checks.check(none["total_items"] == 0, "search finds nothing for nonsense", none["total_items"])
        terms = self.get("taxonomy_terms", search="Sprache")["contents"]
        self.checks.check(terms and all("sprache" in json.dumps(term, ensure_ascii=False).lower() for term in terms), "search finds terms")
        top = self.get("taxonomy_terms", top_only="true", per_page=500)["contents"]
        self.checks.check(top and len(top) < self.get("taxonomy_terms")["total_items"], "top_only finds fewer terms", len(top))
        child = next((term for term in self.get("taxonomy_terms", per_page=500)["contents"] if "parent_id" in term), None)
        if child:
            under = self.get("taxonomy_terms", parent_id=child["parent_id"], per_page=500)["contents"]
            self.checks.check(child["id"] in {term["id"] for term in under} and all(term["parent_id"] == child["parent_id"] for term in under), "parent_id finds the terms below")

    def wrong(self):
        for name, more in (("services", WRONG_SERVICES), ("service_at_locations", WRONG_PLACES), ("organizations", {"full_service": ["1"]}), ("taxonomy_terms", {"top_only": ["x"], "parent_id": ["x"]}), ("taxonomies", {"full": ["true"]})):
            for key, values in {**WRONG, **more}.items():
                for value in values:
                    self.refused(*self.ask(name, **{key: value}), 400, key)


def main():
    options = outside.arguments("The HSDS feed from outside", (("schemas",), {"nargs": "?", "default": str(BESIDE), "help": "folder with 3.0 and 3.1-dev"}))
    checks, folder = outside.Checks("hsds"), Path(options.schemas)
    schemas = Schemas(folder) if (folder / "3.1-dev" / "schema").is_dir() else None
    if not schemas:
        checks.skip("validation against HSDS 3.0 and 3.1", f"no schemas in {folder}")
    feed = Feed(outside.Site(options.base, timeout=60), checks, schemas)
    feed.about()
    seen = {name: feed.walk(name) for name in NESTED}
    feed.not_modified()
    feed.wrong()
    if seen["services"]:
        feed.forms()
        feed.streams()
        feed.filters(seen["services"])
        feed.search()
        feed.circle(seen["service_at_locations"])
    sys.exit(checks.finish())


if __name__ == "__main__":
    main()
