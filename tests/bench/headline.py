#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""headline.py SOURCE [REPORT.json]: the plot of the README, docs/bench.svg and docs/bench-dark.svg, is
what follows from docs/bench.run.json, which a run of `make bench` has left. With GANGWAY_UPDATE=1 in the
environment it is made anew; with REPORT, that becomes the run, too. And files that are no report are
refused in words."""
import filecmp
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1]).resolve()
RUN = SOURCE / "docs/bench.run.json"
FILES = "bench.svg", "bench-dark.svg"
BAD = {
    "{": "no report of the bench: Expecting property name",
    "[]": "no report of the bench: ",
    "{}": "it has no 'cells'",
    '{"cells": []}': "a report without any cell",
    '{"cells": [{"carrier": "ring"}]}': "a cell has no implementation",
    '{"cells": [{"carrier": "ring", "implementation": "gangway", "metric": "record", "size": 64, '
    '"unit": "instructions", "value": 0}]}': "a cost that is not above 0",
    '{"cells": [{"carrier": "ring", "implementation": "gangway", "metric": "record", "size": 16, '
    '"unit": "instructions", "value": 1}]}': "no cell has a record of 64 bytes",
}


def make(report, folder):
    return subprocess.run([sys.executable, SOURCE / "bench/report.py", "headline", report, folder],
                          capture_output=True, text=True, check=False)


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        update = bool(sys.argv[2:]) or "GANGWAY_UPDATE" in os.environ
        if sys.argv[2:]:
            shutil.copy(sys.argv[2], RUN)
        made = make(RUN, SOURCE / "docs" if update else folder)
        if made.returncode:
            wrong.append(made.stderr)
        elif not update and filecmp.cmpfiles(SOURCE / "docs", folder, FILES, shallow=False)[0] != [*FILES]:
            wrong.append("docs/bench.svg or docs/bench-dark.svg is not what follows from docs/bench.run.json. "
                         "Run: GANGWAY_UPDATE=1 ctest --test-dir build -R bench-headline")
        bad = pathlib.Path(folder) / "bad.json"
        for text, expected in BAD.items():
            bad.write_text(text, encoding="utf-8")
            made = make(bad, folder)
            if made.returncode != 1 or not re.match(r"report.py: .*\n$", made.stderr) or \
                    expected not in made.stderr:
                wrong.append(f"{text} is not refused with {expected!r}, but: {made.stderr}")
        made = make(bad.with_name("nowhere.json"), folder)
        if "nowhere.json: No such file" not in made.stderr:
            wrong.append(f"a file that is not there: {made.stderr}")
    for readme in SOURCE.glob("README*.md"):
        for file in FILES:
            if f"docs/{file}" not in readme.read_text(encoding="utf-8"):
                wrong.append(f"{readme.name} does not show docs/{file}")
    sys.exit("\n".join(wrong) or 0)


main()
