#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The JSON API from outside: lists and their paging, details, ETag and 304, search with exact totals and facets, and
wrong parameters answered by problem+json that names them.

Usage: api_check.py BASE
"""

import json
import sys
import urllib.parse

import outside

LISTS = ("centers", "organisations", "offers", "guides")
HIT_FIELDS = ("kind", "id", "title", "snippet", "url", "center", "source")
WRONG = {"page": ["0", "-1", "abc", "1.5", "99999999999999999999", ""], "per_page": ["0", "-5", "abc", "100000"],
         "language": ["xx", "DEUTSCH"], "center": ["gibt-es-nicht"], "gibtesnicht": ["1"]}  # fmt: skip
WRONG_SEARCH = {**WRONG, "kind": ["gibt-es-nicht"], "field": ["gibt-es-nicht"]}


class API:
    def __init__(self, site, checks):
        self.site, self.checks = site, checks

    def get(self, path, headers=None, **query):
        address = f"/api/v1/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")
        answer = self.site.ask(address, headers=headers)
        try:
            return address, answer, json.loads(answer.body) if answer.body else None
        except ValueError:
            self.checks.fail(f"{address} is JSON", f"{answer.status} {answer.text[:80]}")
            return address, answer, {}

    def list_of(self, name):
        address, answer, body = self.get(name)
        shape = isinstance(body, dict) and {"items", "total", "page", "per_page"} <= set(body)
        kind = answer.header("content-type")
        if not self.checks.check(answer.status == 200 and shape and kind.startswith("application/json"), f"{address} has items, total, page, per_page", f"{answer.status} {kind} {answer.text[:100]}"):
            return None
        items = body["items"]
        self.checks.check(items and body["page"] == 1 and len(items) == min(body["total"], body["per_page"]), f"{address} first page is full", f"{len(items)} of {body['total']}, per_page {body['per_page']}")
        self.checks.check(all(item.get("id") for item in items), f"{address} items have ids")
        return body

    def paging(self, name, total):
        """Small pages add up to the whole, each item once, in the same order."""
        size = max(2, min(50, -(-total // 6)))
        seen, page = [], 1
        while page <= 8:
            _, _, body = self.get(name, page=page, per_page=size)
            seen += [item["id"] for item in body.get("items", [])]
            if not body.get("items"):
                break
            page += 1
        wanted = min(total, 8 * size)
        self.checks.check(len(seen) == wanted and len(set(seen)) == len(seen), f"{name}: pages of {size} add up to {wanted}", f"{len(seen)} items, {len(set(seen))} different")
        address, answer, body = self.get(name, page=10_000)
        beyond = answer.status == 200 and body.get("items") == [] and body.get("total") == total
        self.checks.check(beyond or answer.status in (400, 404), f"{address} is empty or refused", f"{answer.status} {answer.text[:80]}")

    def detail(self, name, item):
        address, answer, body = self.get(f"{name}/{item['id']}")
        same = isinstance(body, dict) and body.get("id") == item["id"]
        self.checks.check(answer.status == 200 and same, f"{address} is the item", f"{answer.status} {answer.text[:80]}")
        missing = self.get(f"{name}/gibt-es-nicht")
        self.is_problem(missing[0], missing[1], (404,))

    def not_modified(self, path, **query):
        address, answer, _ = self.get(path, **query)
        tag = answer.header("etag")
        if not self.checks.check(tag.startswith(('"', 'W/"')), f"{address} has an ETag", tag):
            return
        again = self.get(path, headers={"If-None-Match": tag}, **query)[1]
        self.checks.check(again.status == 304 and not again.body, f"{address} answers 304 to its ETag", again.status)
        among = self.get(path, headers={"If-None-Match": f'"x", {tag}'}, **query)[1]
        self.checks.check(among.status == 304, f"{address} finds its ETag among others", among.status)
        other = self.get(path, headers={"If-None-Match": '"anders"'}, **query)[1]
        self.checks.check(other.status == 200, f"{address} answers 200 to another ETag", other.status)

    def is_problem(self, address, answer, codes, named=None):
        kind = answer.header("content-type")
        try:
            body = json.loads(answer.body)
        except ValueError:
            body = None
        faults = []
        if answer.status not in codes:
            faults.append(f"status {answer.status}")
        if not kind.startswith("application/problem+json"):
            faults.append(f"content type {kind}")
        if not isinstance(body, dict) or not body.get("title") or body.get("status") != answer.status:
            faults.append(f"no title or status: {answer.text[:100]}")
        if named and named not in answer.text:
            faults.append(f"does not name {named}: {answer.text[:160]}")
        self.checks.check(not faults, f"{address} is a problem" + (f" that names {named}" if named else ""), " | ".join(faults))

    def wrong_parameters(self, path, wrong, **query):
        for name, values in wrong.items():
            for value in values:
                address, answer, _ = self.get(path, **{**query, name: value})
                self.is_problem(address, answer, (400,), name)

    def center_filter(self):
        _, _, centers = self.get("centers")
        center = centers["items"][0]
        totals = []
        for key in ("slug", "ags", "id"):
            if center.get(key):
                address, answer, body = self.get("offers", center=center[key])
                if key != "id" or answer.status == 200:
                    totals.append(body.get("total"))
                    self.checks.check(answer.status == 200, f"{address} filters by {key}", f"{answer.status}")
        _, _, everything = self.get("offers")
        self.checks.check(len(set(totals)) == 1 and totals[0] is not None and totals[0] < everything["total"] + (len(centers["items"]) == 1),
                          "a centre's offers are fewer than all, however the centre is named", f"{totals} of {everything['total']}")  # fmt: skip

    def search(self):
        address, answer, body = self.get("search", q="Sprachkurs")
        shape = isinstance(body, dict) and {"items", "facets", "total", "did_you_mean"} <= set(body)
        if not self.checks.check(answer.status == 200 and shape, f"{address} has items, facets, total, did_you_mean", f"{answer.status} {answer.text[:120]}"):
            return
        lacking = {name for item in body["items"] for name in HIT_FIELDS if name not in item}
        self.checks.check(body["items"] and not lacking, f"{address} hits are complete", f"without {lacking}")
        for item in body["items"][:5]:
            path = self.site.inside(item["url"]) or urllib.parse.urlsplit(item["url"]).path
            self.checks.check(self.site.ask(path).status == 200, f"hit {path} opens")
        _, _, nothing = self.get("search", q="qxzvwqxzv")
        self.checks.check(nothing.get("total") == 0 and nothing.get("items") == [], "nonsense finds nothing", nothing.get("total"))
        _, _, small = self.get("search", q="Sprachkurs", per_page=1)
        self.checks.check(small.get("total") == body["total"] and len(small.get("items", [])) == 1, "the total does not depend on the page size", f"{small.get('total')} and {body['total']}")

    def facets(self):
        """Counts are exact: choosing a value finds as many as its count said."""
        _, _, body = self.get("search", q="Sprachkurs")
        facets = body.get("facets") or {}
        tried = 0
        for name, values in facets.items() if isinstance(facets, dict) else []:
            for value, count in self.facet_values(values)[:3]:
                address, answer, narrowed = self.get("search", q="Sprachkurs", **{name: value})
                tried += 1
                self.checks.check(answer.status == 200 and narrowed.get("total") == count, f"{address} finds {count}", f"{answer.status}, {narrowed.get('total')}")
        self.checks.check(tried, "facets have values", str(facets)[:200])

    def facet_values(self, values):
        if isinstance(values, dict):
            return [(value, count) for value, count in values.items() if isinstance(count, int)]
        pairs = []
        for entry in values if isinstance(values, list) else []:
            value = next((entry[key] for key in ("value", "code", "id", "key") if key in entry), None)
            if value is not None and isinstance(entry.get("count"), int):
                pairs.append((value, entry["count"]))
        return pairs


def main():
    options = outside.arguments(__doc__.split("\n")[0])
    checks = outside.Checks("api")
    api = API(outside.Site(options.base), checks)
    for name in LISTS:
        body = api.list_of(name)
        if body and body["items"]:
            api.paging(name, body["total"])
            api.detail(name, body["items"][0])
            api.not_modified(name)
            api.not_modified(f"{name}/{body['items'][0]['id']}")
        api.wrong_parameters(name, WRONG if name != "centers" else {key: value for key, value in WRONG.items() if key != "center"})
    for step in (api.search, api.facets, api.center_filter, lambda: api.not_modified("search", q="Sprachkurs")):
        try:
            step()
        except (KeyError, TypeError, IndexError) as problem:
            checks.fail("the answer has the promised shape", f"{type(problem).__name__} {problem}")
    api.wrong_parameters("search", WRONG_SEARCH, q="Sprachkurs")
    address, answer, _ = api.get("gibt-es-nicht")
    api.is_problem(address, answer, (404,))
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
