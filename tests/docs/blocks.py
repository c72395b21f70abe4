#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The fenced blocks of the documents. A comment before a block, which no reader sees, says which
test it is for, and how:

    <!-- test: KIND ARGUMENTS -->

blocks.py FOLDER KIND [ARGUMENTS]: prints the one block of FOLDER's documents that has this mark."""
import dataclasses
import pathlib
import re
import sys

DOCUMENTS = ("*.md", "docs/*.md", "lab/*.md", "existing/*.md", "bench/*.md", "kernel/*.md",
             "examples/README.md", "examples/*/README.md")
# These are compared with what they translate: translations.py.
TRANSLATED = ("*.zh-CN.md", "docs/*.zh-CN.md")


@dataclasses.dataclass
class Block:
    place: str  # FILE:LINE
    language: str
    kind: str  # empty: it has no mark
    arguments: str
    lines: list


def documents(folder):
    translated = {path for pattern in TRANSLATED for path in folder.glob(pattern)}
    return sorted({path for pattern in DOCUMENTS for path in folder.glob(pattern)} - translated)


def blocks(folder):
    found = []
    for path in documents(folder):
        fence = None
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            if fence is None and (fence := re.match(r"( *)(```+)(\w*)", line)):
                mark = re.match(r" *<!-- test: ([\w-]+) ?(.*) -->$", lines[number - 1])
                found.append(Block(f"{path.relative_to(folder)}:{number + 1}", fence[3],
                                   mark[1] if mark else "", mark[2] if mark else "", []))
            elif fence is not None and line.strip() == fence[2]:
                fence = None
            elif fence is not None:
                found[-1].lines.append(line.removeprefix(fence[1]))
    return found


if __name__ == "__main__":
    wanted = sys.argv[2:]
    chosen = [block for block in blocks(pathlib.Path(sys.argv[1]))
              if [block.kind, *block.arguments.split()] == wanted]
    if len(chosen) != 1:
        sys.exit(f"there are {len(chosen)} blocks with <!-- test: {' '.join(wanted)} -->, not one")
    print("\n".join(chosen[0].lines))
