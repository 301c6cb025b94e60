#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Structured data on pages of centres, organisations and offers: found by an extractor that search engines resemble, and
held against the vocabulary of schema.org (types, properties, where they belong, what they may hold, dates).

Usage: jsonld_check.py BASE [--vocabulary FOLDER]     (schemaorg-current-http.ttl; skipped aloud where absent)
"""

import os
import pathlib
import re
import sys

import outside

SCHEMA = "http://schema.org/"
EXPECTED = {
    "zentren/*": {"GovernmentOrganization", "GovernmentOffice", "EducationalOrganization", "Organization"},
    "organisationen/*": {"Preschool", "ElementarySchool", "School", "CollegeOrUniversity", "Library", "SportsOrganization", "Corporation", "MedicalOrganization", "Organization", "NGO", "GovernmentOrganization", "EducationalOrganization", "LocalBusiness"},
    "angebote/*": {"Service", "GovernmentService", "Course", "Event", "EducationEvent"},
}
FORMS = {
    "Date": r"^\d{4}-\d\d-\d\d$",
    "DateTime": r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$",
    "Time": r"^\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?$",
    "URL": r"^https?://[^\s]+$",
    "Duration": r"^P(?=.)",
}
TEXTS = {"Text", "PronounceableText", "XPathType", "CssSelectorType"}
NUMBERS = {"Number", "Integer", "Float"}


class Vocabulary:
    """Classes with their parents, properties with the classes they belong to and may hold."""

    def __init__(self, file):
        import rdflib

        graph = rdflib.Graph().parse(str(file), format="turtle")
        rdfs, self.parents, self.belongs, self.holds, self.members = rdflib.RDFS, {}, {}, {}, {}
        for child in graph.subjects(rdflib.RDF.type, rdfs.Class):
            self.parents[self.short(child)] = {self.short(one) for one in graph.objects(child, rdfs.subClassOf)}
        for name in graph.subjects(rdflib.RDF.type, rdflib.RDF.Property):
            self.belongs[self.short(name)] = {self.short(one) for one in graph.objects(name, rdflib.URIRef(SCHEMA + "domainIncludes"))}
            self.holds[self.short(name)] = {self.short(one) for one in graph.objects(name, rdflib.URIRef(SCHEMA + "rangeIncludes"))}
        for member, kind in graph.subject_objects(rdflib.RDF.type):
            self.members.setdefault(self.short(member), set()).add(self.short(kind))

    def short(self, name):
        return str(name).replace(SCHEMA, "").replace("https://schema.org/", "")

    def ancestors(self, name):
        found, waiting = set(), [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.parents.get(one, ())
        return found

    def faults(self, item, place):
        """All faults of one object and what is in it."""
        kinds = item.get("@type") or []
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if not kinds and set(item) - {"@id"}:
            yield f"{place}: no @type"
        ancestors = set().union(*(self.ancestors(kind) for kind in kinds)) if kinds else set()
        for kind in kinds:
            if kind not in self.parents:
                yield f"{place}: schema.org has no type {kind}"
        for name, values in item.items():
            if name.startswith("@"):
                continue
            if name not in self.belongs:
                yield f"{place}: schema.org has no property {name}"
                continue
            if kinds and not ancestors & self.belongs[name]:
                yield f"{place}: {name} does not belong to {'/'.join(kinds)} (but to {', '.join(sorted(self.belongs[name]))})"
            for value in values if isinstance(values, list) else [values]:
                yield from self.value_faults(value, self.holds[name], f"{place}.{name}")

    def value_faults(self, value, holds, place):
        if isinstance(value, dict):
            kinds = value.get("@type") or []
            for kind in [kinds] if isinstance(kinds, str) else kinds:
                if not self.ancestors(kind) & holds and "Thing" not in holds:
                    yield f"{place} may not hold {kind} (but {', '.join(sorted(holds))})"
            if "@value" not in value:
                yield from self.faults(value, place)
        elif isinstance(value, bool):
            if "Boolean" not in holds:
                yield f"{place} may not be true or false"
        elif isinstance(value, (int, float)):
            if not holds & NUMBERS:
                yield f"{place} may not be a number"
        elif value is None or value == "":
            yield f"{place} is empty"
        elif not self.text_fits(value, holds):
            yield f"{place}: “{value[:60]}” is none of {', '.join(sorted(holds))}"

    def text_fits(self, value, holds):
        if holds & TEXTS or any(re.match(form, value) for kind, form in FORMS.items() if kind in holds):
            return True
        if self.members.get(self.short(value), set()) & holds:
            return True
        reference = re.match(FORMS["URL"], value)
        return bool(reference) and bool(holds - set(FORMS) - NUMBERS - {"Boolean"})


def blocks(site, path):
    """The JSON-LD objects of a page, `@graph` opened."""
    from extruct.jsonld import JsonLdExtractor

    for found in JsonLdExtractor().extract(site.ask(path).text):
        context = found.get("@context")
        for item in found.get("@graph", [found]):
            yield context, {name: value for name, value in item.items() if name != "@context"}


def check_page(site, checks, vocabulary, kind, path):
    try:
        found = list(blocks(site, path))
    except ValueError as problem:
        checks.fail(f"json-ld {path}", f"not JSON: {problem}")
        return
    faults = []
    if kind in EXPECTED and not any(set(as_list(item.get("@type"))) & EXPECTED[kind] for _, item in found):
        faults.append(f"none of {', '.join(sorted(EXPECTED[kind]))}")
    for context, item in found:
        if context not in ("https://schema.org", "https://schema.org/", "http://schema.org", "http://schema.org/"):
            faults.append(f"context {context}")
        if not item.get("name") and "BreadcrumbList" not in as_list(item.get("@type")):
            faults.append(f"{item.get('@type')} without name")
        if vocabulary:
            faults += vocabulary.faults(item, str(item.get("@type")))
    if found or kind in EXPECTED:
        checks.check(not faults, f"json-ld {path} ({len(found)})", " | ".join(map(str, faults[:8])))


def as_list(value):
    return value if isinstance(value, list) else [value]


def main():
    beside = pathlib.Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
    data = pathlib.Path(os.environ.get("VERBUND_DATA", beside))
    options = outside.arguments(
        __doc__.split("\n")[0], (("--vocabulary",), {"default": str(data / "schemas" / "schemaorg")})
    )
    checks, site = outside.Checks("json-ld"), outside.Site(options.base)
    file, vocabulary = pathlib.Path(options.vocabulary) / "schemaorg-current-http.ttl", None
    if file.exists():
        vocabulary = Vocabulary(file)
        known = {"@type": "Organization", "name": "A"}
        wrong = {"@type": "GovernmentService", "availableLanguage": "de"}
        checks.check(
            not list(vocabulary.faults(known, "proof")) and list(vocabulary.faults(wrong, "proof")),
            "the vocabulary tells right from wrong",
        )
    else:
        checks.skip("types and properties against schema.org", f"{file} is absent")
    found = outside.discover(site, per_kind=4)
    for kind in EXPECTED:
        checks.check(found.get(kind), f"pages of the kind {kind} were found")
    for kind, paths in found.items():
        for path in paths:
            if not kind.startswith("fehlt:"):
                check_page(site, checks, vocabulary, kind, path)
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
