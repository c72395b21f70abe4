# SPDX-License-Identifier: MIT
"""Which mechanism which examples show. docs/mechanisms.json has the mechanisms; an example says in its
show.sh which rows it is: `row N`. Those beyond the rows are shown by the example of their carrier."""
import json
import pathlib
import re

SOURCE = pathlib.Path(__file__).resolve().parents[2]
FACTS = json.loads((SOURCE / "docs/mechanisms.json").read_text(encoding="utf-8"))


def examples():
    """NAME: the rows that it shows"""
    return {path.parent.name: re.findall(r"^\s*row (\d+)", path.read_text(encoding="utf-8"), re.M)
            for path in sorted((SOURCE / "examples").glob("*/show.sh"))}


def mechanisms():
    """Those of the data, each with its `examples`."""
    known = examples()
    for mechanism in FACTS["mechanisms"]:
        if "row" in mechanism:
            shown = [name for name, rows in known.items() if str(mechanism["row"]) in rows]
        else:
            name = FACTS["carriers"][mechanism["carriers"][0]]["example"]
            shown = [name] if name in known else []
        yield mechanism | {"examples": shown}
