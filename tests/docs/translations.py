#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""translations.py SOURCE: each NAME.zh-CN.md says what NAME.md says, as far as that can be compared:
headings and their order, blocks of code without their comments, tables, lists, links, and what is set
as code; and each of the two leads to the other. So what is run of the one need not be run of the
other."""
import collections
import pathlib
import re
import sys

from blocks import TRANSLATED

SOURCE = pathlib.Path(sys.argv[1]).resolve()
COMMENTS = {"sh": r"\s+# .*", "console": r"(?<=\S)\s+# .*", "cmake": r"\s+# .*",
            "c": r"/\*.*?\*/", "cpp": r"\s*//.*"}
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class Section:
    """What stands between two headings."""

    def __init__(self, level, title):
        self.level = level
        self.title = title
        self.blocks = []
        self.tables = []
        self.items = 0
        self.prose = ""

    def marks(self):
        return collections.Counter(map(squeezed, CODE.findall(self.title + self.prose)))

    def links(self):
        return collections.Counter(map(original, LINK.findall(self.prose)))


def squeezed(text):
    return re.sub(r"\s+", " ", text)


def original(link):
    return link.replace(".zh-CN.md", ".md")


def sections(text):
    found = [Section(0, "")]
    language = None
    in_table = False
    for line in text.splitlines():
        fence = re.match(r" *```(\w*)", line)
        if language is not None:
            if fence:
                language = None
            else:
                found[-1].blocks[-1][1].append(re.sub(COMMENTS.get(language, "$^"), "", line))
        elif fence:
            language = fence[1]
            found[-1].blocks.append((language, []))
        elif heading := re.match(r"(#+) (.*)", line):
            found.append(Section(len(heading[1]), heading[2]))
        elif line.startswith("|"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            if not in_table:
                found[-1].tables.append([])
            found[-1].tables[-1].append(cells)
        elif not line.startswith("<!--"):
            found[-1].items += bool(re.match(r" *- ", line))
            found[-1].prose += line + "\n"
        in_table = language is None and line.startswith("|")
    return found


def same_cell(one, other):
    """A word may be another word; code, links and figures may not."""
    return all(collections.Counter(map(original, pattern.findall(one))) ==
               collections.Counter(map(original, pattern.findall(other)))
               for pattern in (CODE, LINK, FIGURE))


def tables_differ(ours, theirs):
    if len(ours) != len(theirs):
        yield f"{len(theirs)} tables, and not {len(ours)}"
    for one, other in zip(ours, theirs):
        if len(one) != len(other):
            yield f"a table of {len(other)} lines, and not {len(one)}"
        for left, right in zip(one, other):
            if len(left) != len(right) or not all(map(same_cell, left, right)):
                yield f"a row with other code, links or figures: {' | '.join(right)}"


def differ(ours, theirs):
    """Of two sections, in words."""
    if ours.level != theirs.level:
        yield f"a heading of level {theirs.level}, and not {ours.level}: {ours.title}"
    if [language for language, _ in ours.blocks] != [language for language, _ in theirs.blocks]:
        yield "other blocks of code"
    for (_, one), (_, other) in zip(ours.blocks, theirs.blocks):
        for left, right in zip(one + [""] * len(other), other + [""] * len(one)):
            if left.rstrip() != right.rstrip():
                yield f"in a block: {right.strip()}\n    where there is: {left.strip()}"
    yield from tables_differ(ours.tables, theirs.tables)
    if ours.items != theirs.items:
        yield f"{theirs.items} items of lists, and not {ours.items}"
    for what, one, other in (("code", ours.marks(), theirs.marks()),
                             ("links", ours.links(), theirs.links())):
        if one != other:
            yield f"{what}: lacks {dict(one - other)}, has instead {dict(other - one)}"


def compare(path):
    english = path.with_name(path.name.replace(".zh-CN.md", ".md"))
    texts = [each.read_text(encoding="utf-8") for each in (english, path)]
    name = path.relative_to(SOURCE)
    for text, other in zip(texts, (path, english)):
        if f"]({other.name})" not in text:
            yield f"{name}: no link leads from one to the other: {other.name}"
    ours, theirs = map(sections, texts)
    # The links to each other are no part of what is compared.
    for each, other in ((ours, path), (theirs, english)):
        for section in each:
            section.prose = section.prose.replace(f"]({other.name})", "]", 1)
    if len(ours) != len(theirs):
        yield f"{name}: {len(theirs) - 1} headings, and not {len(ours) - 1}"
    for one, other in zip(ours, theirs):
        yield from (f"{name}: {other.title or 'the beginning'}: {why}" for why in differ(one, other))


def main():
    pages = sorted(path for pattern in TRANSLATED for path in SOURCE.glob(pattern))
    wrong = [why for path in pages for why in compare(path)]
    if not pages:
        wrong = ["there is no translation to compare"]
    sys.exit("\n".join(wrong) or 0)


main()
