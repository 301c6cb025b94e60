# SPDX-License-Identifier: EUPL-1.2
"""Reads Swift source just well enough for the lint: which characters are code, which are text, which are remarks."""

import re
from dataclasses import dataclass, field

REGEX_MAY_FOLLOW = set("(,=:[{!&|?;+-*%<>~^")


@dataclass
class Text:
    """A string literal: its first line, its raw content (interpolations as `\\(…)`)."""

    line: int
    content: str


@dataclass
class Source:
    """`code` has the shape of the original, with remarks and the content of string literals blanked."""

    code: str
    texts: list = field(default_factory=list)
    remarks: list = field(default_factory=list)

    @property
    def lines(self):
        return self.code.split("\n")


def read(original: str) -> Source:
    return Scanner(original).scan()


class Scanner:
    def __init__(self, original):
        self.original = original
        self.at = 0
        self.out = list(original)
        self.source = Source("")

    def scan(self):
        while self.at < len(self.original):
            self.step()
        self.source.code = "".join(self.out)
        return self.source

    def line_of(self, position):
        return self.original.count("\n", 0, position) + 1

    def blank(self, start, end):
        for index in range(start, end):
            if self.out[index] != "\n":
                self.out[index] = " "

    def step(self):
        rest = self.original[self.at : self.at + 2]
        if rest == "//":
            self.line_remark()
        elif rest == "/*":
            self.block_remark()
        elif rest[:1] == '"' or self.raw_opening():
            self.string()
        elif rest[:1] == "/" and self.regex_end():
            end = self.regex_end()
            self.blank(self.at, end)
            self.at = end
        else:
            self.at += 1

    def line_remark(self):
        end = self.original.find("\n", self.at)
        end = len(self.original) if end < 0 else end
        self.source.remarks.append((self.line_of(self.at), self.original[self.at : end]))
        self.blank(self.at, end)
        self.at = end

    def block_remark(self):
        start, depth = self.at, 0
        while self.at < len(self.original):
            pair = self.original[self.at : self.at + 2]
            if pair == "/*":
                depth, self.at = depth + 1, self.at + 2
            elif pair == "*/":
                depth, self.at = depth - 1, self.at + 2
                if depth == 0:
                    break
            else:
                self.at += 1
        self.source.remarks.append((self.line_of(start), self.original[start : self.at]))
        self.blank(start, self.at)

    def raw_opening(self):
        return re.compile(r'#+"').match(self.original, self.at)

    def regex_end(self):
        """A bare `/…/` literal: only where an expression starts, on one line, not followed by a blank."""
        before = self.original[: self.at].rstrip(" \t")
        starts = not before or before[-1] in REGEX_MAY_FOLLOW or before.endswith(("\n", "return", "case", "in"))
        following = self.original[self.at + 1 : self.at + 2]
        if not starts or following in ("", " ", "\n", "/", "*", ")"):
            return None
        match = re.compile(r"/(?:\\.|[^/\\\n])+/").match(self.original, self.at)
        return match.end() if match else None

    def string(self):
        opening = re.compile(r'(#*)("""|")').match(self.original, self.at)
        hashes, quote = opening.groups()
        start = content = opening.end()
        index = len(self.source.texts)
        self.source.texts.append(Text(self.line_of(opening.start()), ""))
        self.at = blanked = start
        escape, closing = "\\" + hashes, quote + hashes
        while self.at < len(self.original):
            if self.original.startswith(closing, self.at):
                break
            if len(quote) == 1 and self.original[self.at] == "\n":
                break
            if self.original.startswith(escape + "(", self.at):
                self.blank(blanked, self.at)
                self.at += len(escape) + 1
                self.interpolation()
                blanked = self.at
            elif self.original.startswith(escape, self.at):
                self.at += len(escape) + 1
            else:
                self.at += 1
        end = min(self.at, len(self.original))
        self.blank(blanked, end)
        self.source.texts[index].content = self.original[content:end]
        self.at = end + len(closing) if self.original.startswith(closing, end) else end

    def interpolation(self):
        depth = 1
        while self.at < len(self.original) and depth:
            character = self.original[self.at]
            if character == "(":
                depth += 1
            elif character == ")":
                depth -= 1
                if depth == 0:
                    self.at += 1
                    return
            self.step()


def functions(source: Source):
    """(name, first line, number of lines) of every function, initialiser and subscript with a body."""
    code, found = source.code, []
    pattern = re.compile(r"(?<![\w.`\\])(func\s+(?P<name>[^\s(<]+)|(?P<init>init|deinit|subscript)[?!]?(?=\s*[(<{]))")
    for match in pattern.finditer(code):
        name = match.group("name") or match.group("init")
        opening = body_opening(code, match.end())
        if opening is None:
            continue
        end = matching_brace(code, opening)
        first = code.count("\n", 0, match.start()) + 1
        found.append((name, first, code.count("\n", match.start(), end) + 1))
    return found


def body_opening(code, position):
    """Where the body starts, or nil for a requirement of a protocol: the first brace outside of parentheses."""
    depth = 0
    started = False
    for index in range(position, len(code)):
        character = code[index]
        if character in "([":
            depth, started = depth + 1, True
        elif character in ")]":
            depth -= 1
            if depth < 0:
                return None
        elif character == "{" and depth == 0:
            return index
        elif character in "};" and depth == 0:
            return None
        elif depth == 0 and started and code.startswith("\n", index) and starts_declaration(code, index + 1):
            return None
    return None


def starts_declaration(code, position):
    line = code[position : code.find("\n", position)].strip() if position < len(code) else ""
    return bool(re.match(r"(@\w+|package|internal|private|fileprivate|static|mutating|func|var|let|init|case|associatedtype|subscript)\b", line))


def matching_brace(code, opening):
    depth = 0
    for index in range(opening, len(code)):
        if code[index] == "{":
            depth += 1
        elif code[index] == "}":
            depth -= 1
            if depth == 0:
                return index
    return len(code) - 1
