#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The rules of this house that swift-format does not know. Usage: Scripts/lint.py [FILE…]   (all files without FILE)

Prints `path:line: rule: what is wrong` for each fault and ends with 1 when there is one; wishes are only counted
(all of them with --wishes). Exceptions stand in Scripts/lint-exceptions.txt, each with its reason.
"""

import fnmatch
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import swift_source  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
FILE_WISHED, FILE_HARD = 200, 400
FUNCTION_WISHED, FUNCTION_HARD = 25, 60
FOUNDATIONS = ("Kernel", "Records", "Access", "Storage", "Formats", "Search", "Monitoring", "Web")
BANNED_NAMES = "Manager Managers Helper Helpers Util Utils Common Core Base Abstract Service Misc New".split()
TYPE = re.compile(r"\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)")
BANNED_CODE = [
    ("escape", r"\btry!", "try! stops the process"),
    ("escape", r"\bas!", "as! stops the process"),
    ("escape", r"@unchecked\b", "@unchecked hides a data race"),
    ("escape", r"\bnonisolated\(unsafe\)", "nonisolated(unsafe) hides a data race"),
    ("escape", r"@preconcurrency\b", "@preconcurrency hides a data race"),
    ("escape", r"\bfatalError\s*\(", "fatalError stops the process"),
    ("untyped", r"\[\s*String\s*:\s*(?:any\s+)?Any\s*\]", "[String: Any] has no type"),
    ("public", r"\bpublic\b", "`package` is our public"),
    ("error-text", r"\\\(error\)", "an error in text that somebody may see"),
]
LOGGED_ERROR = re.compile(r'"error":\s*"\\\(error\)"')
ONLY_IN_PRODUCT = ("error-text",)
TIME_AND_ID = [
    ("time", r"\bDate\s*\(\s*\)", "Date() instead of the time that is handed in"),
    ("time", r"(?<![\w\])}])\.now\b|\bDate\.now\b|\bContinuousClock\.now\b|\bSuspendingClock\.now\b",
     ".now instead of the time that is handed in"),
    ("id", r"\bUUID\s*\(\s*\)", "UUID() instead of the ids that are handed in"),
]
# `\(a ? "<b>" : "c")` in HTML: two texts make a String, which is escaped, not HTML.
MARKUP_AS_TEXT = re.compile(r'\\\([\w.]+\s*\? "<[^\n]*" : "(?![^\n]*as HTML)')
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|home|Users|root|tmp/v)/[\w.]")
MARKS = re.compile(r"\b(TODO|FIXME|XXX)\b")
TEXT_FILES = (".swift", ".md", ".py", ".sh", ".css", ".js", ".csv", ".txt", ".lua", "")


class Report:
    def __init__(self, exceptions):
        self.exceptions, self.used = exceptions, set()
        self.faults, self.wishes = [], []

    def fault(self, path, line, rule, words, text=""):
        for number, (glob, excepted, part) in enumerate(self.exceptions):
            if excepted == rule and fnmatch.fnmatch(path, glob) and part in text:
                self.used.add(number)
                return
        self.faults.append(f"{path}:{line}: {rule}: {words}")

    def wish(self, path, line, words):
        self.wishes.append(f"{path}:{line}: wish: {words}")


def read_exceptions():
    """Lines `glob | rule | part of the line (may be empty) | reason`."""
    found = []
    for number, line in enumerate((ROOT / "Scripts/lint-exceptions.txt").read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 4 or not parts[3]:
            sys.exit(f"Scripts/lint-exceptions.txt:{number}: needs `glob | rule | part | reason`")
        found.append(tuple(parts[:3]))
    return found


def check_swift(path, original, report):
    source = swift_source.read(original)
    lines = original.split("\n")
    is_test = path.startswith("Tests/")
    check_sizes(path, source, lines, report)
    check_names(path, source, report)
    rules = [rule for rule in BANNED_CODE if rule[0] not in ONLY_IN_PRODUCT] if is_test else BANNED_CODE + TIME_AND_ID
    for number, code in enumerate(source.lines, 1):
        for rule, pattern, words in rules:
            if re.search(pattern, code) and not (rule == "error-text" and LOGGED_ERROR.search(lines[number - 1])):
                report.fault(path, number, rule, words, lines[number - 1])
    for match in MARKUP_AS_TEXT.finditer(original):
        line = original.count("\n", 0, match.start()) + 1
        report.fault(path, line, "markup", "of two texts comes a text, and its tags are escaped: give it the type HTML", lines[line - 1])
    check_texts(path, source, lines, is_test, report)


def check_sizes(path, source, lines, report):
    count = len(lines) - (lines[-1] == "")
    if count > FILE_HARD:
        report.fault(path, 1, "file-size", f"{count} lines (at most {FILE_HARD})")
    elif count > FILE_WISHED and not path.startswith("Tests/"):
        report.wish(path, 1, f"{count} lines (wished: {FILE_WISHED})")
    for name, first, length in swift_source.functions(source):
        if length > FUNCTION_HARD:
            report.fault(path, first, "function-size", f"{name} has {length} lines (at most {FUNCTION_HARD})", name)
        elif length > FUNCTION_WISHED and not path.startswith("Tests/"):
            report.wish(path, first, f"{name} has {length} lines (wished: {FUNCTION_WISHED})")


def words_of(name):
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)


def check_names(path, source, report):
    names = [(1, Path(path).stem)] + [
        (source.code.count("\n", 0, match.start()) + 1, match.group(1)) for match in TYPE.finditer(source.code)
    ]
    for line, name in names:
        for word in words_of(name):
            if word in BANNED_NAMES:
                report.fault(path, line, "name", f"{name}: “{word}” says nothing", name)


def check_texts(path, source, lines, is_test, report):
    is_foundation = path.split("/")[0] == "Sources" and path.split("/")[1] in FOUNDATIONS
    for text in source.texts:
        shown = lines[text.line - 1]
        if is_link(text.content) and not is_test and not path.endswith(("Paths.swift", "/Path.swift")):
            if not re.search(r"//\s*path:\s*\S+", shown):
                report.fault(path, text.line, "link", f'"{text.content.strip()[:40]}": links come from …Paths.swift', shown)
        if is_foundation:
            for offset, line in enumerate(text.content.split("\n")):
                if is_german_label(line):
                    number = text.line + offset
                    report.fault(path, number, "german", f"German label in a foundation: {line.strip()[:50]}", lines[number - 1])


def is_link(content):
    """Typed by hand, alone or inside of HTML; nothing but slashes is a separator."""
    return bool(re.match(r"/+[\w\\]", content) or re.search(r"(?:href|src|action)=\\?[\"']/", content))


def is_german_label(line):
    """One or two words with an umlaut. Sentences are those of problems, which carry their German text wherever they arise."""
    return bool(re.search(r"[äöüÄÖÜß]", line)) and len(line.split()) < 3


def check_any(path, original, report):
    lines = original.split("\n")
    if path.endswith((".swift", ".py", ".lua")) or (path.startswith("Scripts/") and original.startswith("#!")):
        head = "\n".join(lines[: 2 if original.startswith(("#!", "// swift-tools")) else 1])
        if "SPDX-License-Identifier: EUPL-1.2" not in head:
            report.fault(path, 1, "licence", "the first line names the licence (SPDX-License-Identifier: EUPL-1.2)")
    if path.endswith(".py") and len(lines) > FILE_HARD + 1:
        report.fault(path, 1, "file-size", f"{len(lines) - 1} lines (at most {FILE_HARD})")
    for number, line in enumerate(lines, 1):
        if match := MARKS.search(line):
            report.fault(path, number, "unfinished", f"{match.group(1)}: finish it or file an issue", line)
        if match := MACHINE_PATHS.search(line):
            report.fault(path, number, "machine", f"{match.group(0)}…: a path of one machine", line)


def files_to_check(arguments):
    if arguments:
        return [Path(name).resolve() for name in arguments]
    kept = [path for place in ("Sources", "Tests", "Scripts", "Documentation", ".ci") for path in (ROOT / place).rglob("*")]
    kept += [path for path in ROOT.iterdir()]
    left_by_tools = {"__pycache__", ".hypothesis", ".schemathesis"}
    return sorted(path for path in kept if path.is_file() and path.suffix in TEXT_FILES and not left_by_tools & set(path.parts))


def main(arguments):
    wanted = [argument for argument in arguments if argument != "--wishes"]
    report = Report(read_exceptions())
    count = 0
    for file in files_to_check(wanted):
        path = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.as_posix()
        original = file.read_text("utf-8")
        count += 1
        if path == "Scripts/lint.py":
            continue
        if path.endswith(".swift"):
            check_swift(path, original, report)
        check_any(path, original, report)
    for number, exception in enumerate(report.exceptions):
        if not wanted and number not in report.used:
            report.faults.append(f"Scripts/lint-exceptions.txt: unused: {' | '.join(exception)}")
    print("\n".join(report.faults + (report.wishes if "--wishes" in arguments else [])), end="\n" if report.faults else "")
    print(f"lint: {count} files, {len(report.faults)} faults, {len(report.wishes)} wishes (Scripts/check --wishes lists them)")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
